/// A redaction rule that is off, and why, read from `RULE=REASON`.
package struct RuleOff: Sendable {
  package let id: String
  package let reason: String

  package init(_ word: String) throws(Fault) {
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, RedactionRule.named(parts[0]) != nil else { throw .notARuleOff(word) }
    id = parts[0]
    reason = parts[1]
  }

  package enum Fault: Error, Equatable, CustomStringConvertible {
    case notARuleOff(String)

    package var description: String {
      switch self {
      case .notARuleOff(let text):
        "'--rule-off' must be RULE=REASON with a rule of 'touchstone recordings rules', not '\(text)'"
      }
    }
  }
}
