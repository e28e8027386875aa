import CanonicalJSON
import Contract

/// The kinds of failure that a screen shows in full: where there is room, and of one cause no more than tells it.
struct FailureCauses: Sendable {
  /// A failure and its place: taken for one cause until a symptom says better.
  private struct Cause: Hashable {
    var verdict: Verdict
    var requirement: String
    var level: Level
    var pointer: JSONPointer?
  }

  /// The sight of a failure: the same in many requirements, it is the cause of them all.
  private struct Symptom: Hashable {
    var verdict: Verdict
    var side: Finding.Side?
    var pointer: JSONPointer?
    /// All of the value that tells it from others.
    var seen: String
  }

  /// How often one symptom is shown.
  private static let symptomLimit = 2

  private var causes: Set<Cause> = []
  private var symptoms: [Symptom: Int] = [:]
  /// Whether any kind was not shown.
  private(set) var isCut = false

  /// Says whether to show a kind of failure.
  mutating func shows(_ kind: Trouble.Kind, hasRoom: Bool) -> Bool {
    guard let first = kind.holdings.first else { return false }
    let (cause, symptom) = (FailureCauses.cause(first), FailureCauses.symptom(first))
    guard hasRoom, !causes.contains(cause),
      symptoms[symptom, default: 0] < FailureCauses.symptomLimit
    else {
      isCut = true
      return false
    }
    causes.insert(cause)
    symptoms[symptom, default: 0] += 1
    return true
  }

  private static func cause(_ holding: Holding) -> Cause {
    Cause(
      verdict: holding.verdict,
      requirement: holding.requirement,
      level: holding.level,
      pointer: holding.worst?.pointer
    )
  }

  private static func symptom(_ holding: Holding) -> Symptom {
    let finding = holding.worst
    let seen = finding?.actual.map { JSONExcerpt.line($0, limit: 600) }
    return Symptom(
      verdict: holding.verdict,
      side: finding?.pointer == nil ? nil : finding?.side,
      pointer: finding?.pointer,
      seen: seen ?? finding?.why ?? "nothing"
    )
  }
}
