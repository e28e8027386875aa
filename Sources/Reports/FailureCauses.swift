import CanonicalJSON
import Findings

/// Which failures a screen has room for, and how many there are of the others.
struct FailureCauses: Sendable {
  /// A requirement that fails at one place is taken for one cause.
  struct Cause: Hashable, Sendable {
    var verdict: Verdict
    var requirement: String
    var level: Level
    var pointer: JSONPointer?

    fileprivate init(_ holding: Holding) {
      verdict = holding.verdict
      requirement = holding.requirement
      level = holding.level
      pointer = holding.findings.first { $0.verdict == holding.verdict }?.pointer
    }

    var name: String {
      "\(requirement) (\(level))" + (pointer.map { " at \($0)" } ?? "")
    }
  }

  /// How often one cause is shown, and how many failures in all.
  private static let limits = (each: 2, all: 8)
  /// How many causes are named at the end.
  static let lineLimit = 10

  private let isLimited: Bool
  private var counts: [Cause: Int] = [:]
  private var shown: [Cause: Int] = [:]
  private var shownCount = 0

  init(isLimited: Bool) { self.isLimited = isLimited }

  /// Counts a failure, and says whether to show it.
  mutating func shows(_ holding: Holding) -> Bool {
    let cause = Cause(holding)
    counts[cause, default: 0] += 1
    guard isLimited else { return true }
    guard shown[cause, default: 0] < FailureCauses.limits.each,
      shownCount < FailureCauses.limits.all
    else { return false }
    shown[cause, default: 0] += 1
    shownCount += 1
    return true
  }

  /// What was not shown: the worst first, then the most frequent.
  var hidden: [(cause: Cause, count: Int)] {
    guard isLimited else { return [] }
    return counts.map { (cause: $0, count: $1 - shown[$0, default: 0]) }
      .filter { $0.count > 0 }
      .sorted {
        ($0.cause.verdict.rank, -$0.count, $0.cause.name)
          < ($1.cause.verdict.rank, -$1.count, $1.cause.name)
      }
  }
}
