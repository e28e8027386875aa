import Bytes
package import CanonicalJSON

/// One difference between what a provider did and what it does.
package struct Change: Sendable, Equatable {
  /// Where it was seen.
  package enum Source: String, Sendable, CaseIterable {
    /// A document in which the provider describes itself.
    case schema
    /// The refusal of a request that can't be valid.
    case probe
    /// An answer that was asked for.
    case answer
    /// Recorded traffic.
    case traffic
    /// The published page of a model.
    case page
  }

  package var rule: Rule
  /// The offer, as `fal/flux.2-max`.
  package var subject: String
  /// `/input/…` and `/output/…` in documents, `/<kind of answer>/…` in answers; `*` is any element.
  package var pointer: JSONPointer
  package var before: JSON?
  package var after: JSON?
  package var source: Source
  /// The evidence: a URL, or a recording's name.
  package var evidence: String
  /// The part of the request that decided over a picture; nil where the change is of none.
  package var asked: String?

  package init(
    _ rule: Rule,
    subject: String,
    pointer: JSONPointer,
    before: JSON?,
    after: JSON?,
    source: Source,
    evidence: String
  ) {
    self.rule = rule
    self.subject = subject
    self.pointer = pointer
    self.before = before
    self.after = after
    self.source = source
    self.evidence = evidence
  }

  /// Twelve digits that stay the same from run to run, whatever showed it.
  package var fingerprint: String {
    let before = before?.text(.canonical) ?? ""
    let after = after?.text(.canonical) ?? ""
    let text = [rule.id, subject, pointer.description, before, after].joined(separator: "\n")
    return String(SHA256.hex(of: Array(text.utf8)).prefix(12))
  }

  /// The input field that it is about; nil where it is about none.
  package var inputField: String? {
    guard rule.direction == .request, pointer.tokens.count >= 2 else { return nil }
    return pointer.tokens[1]
  }
}

/// A change before it is known at which offer and by what it was seen.
struct Difference: Sendable, Equatable {
  var rule: Rule
  var pointer: JSONPointer
  var before: JSON?
  var after: JSON?
  /// The part of the request that decided over a picture.
  var asked: String?

  init(_ rule: Rule, _ pointer: JSONPointer, before: JSON?, after: JSON?) {
    self.rule = rule
    self.pointer = pointer
    self.before = before
    self.after = after
  }
}

extension Difference {
  func change(at subject: String, source: Change.Source, evidence: String) -> Change {
    var change = Change(
      rule,
      subject: subject,
      pointer: pointer,
      before: before,
      after: after,
      source: source,
      evidence: evidence
    )
    change.asked = asked
    return change
  }
}
