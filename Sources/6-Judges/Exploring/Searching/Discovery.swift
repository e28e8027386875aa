import CanonicalJSON
package import Conformance
import Contract

/// A law that a gateway breaks, and the smallest ask that shows it.
package struct Discovery: Sendable {
  package var law: Law
  package var subject: Subject
  /// The smallest ask found, and what breaks the law there.
  package var ask: Ask
  package var broken: Broken
  /// The asks that show it and what came of each, the smallest ask first.
  package var trial: Trial
  /// The ask that showed it first.
  package var found: Ask
  /// How many asks were put until then.
  package var after: Int

  /// The members beside model and prompt.
  package var memberNames: [String] {
    ask.fields.names.filter { $0 != "model" && $0 != "prompt" }
  }

  /// What tells it from others of the same law at the same subject.
  var mark: String {
    let first = broken.mismatches.first
    let place = first?.pointer?.tokens.prefix(3).joined(separator: "/") ?? ""
    let kinds = ask.fields.members.filter { $0.name != "model" }.map { member in
      member.name == "prompt" ? "" : "\(member.name):\(member.value.kind)"
    }
    return "\(kinds.sorted()) \(place) \(first?.actual?.kind ?? "") \(ask.fault ?? "")"
  }

  /// Whether a larger ask most likely shows the same.
  func explains(_ other: Ask) -> Bool {
    let own = ask.fields.members.filter { $0.name != "model" && $0.name != "prompt" }
    guard ask.fault == other.fault else { return false }
    if own.isEmpty { return ask.text("prompt") == Subject.prompt || ask.fault != nil }
    return own.allSatisfy { other.fields[$0.name] == $0.value }
  }
}
