import Bytes
import CanonicalJSON
import Contract

/// A requirement that needs review, with what was seen in all of its cases.
struct Trouble: Sendable {
  let requirement: String
  /// The strongest of those at which it came to the worst verdict.
  let level: Level
  /// The worst of the verdicts.
  let verdict: Verdict
  /// The kinds of what was seen: the worst first, then the most frequent.
  let kinds: [Kind]

  /// Cases in which the same was seen: one verdict, one place, one value.
  struct Kind: Sendable {
    let verdict: Verdict
    /// In the order of the run; never empty.
    let holdings: [Holding]
    /// Whether the values are too many to tell apart, so that only the place is the same.
    let isVaried: Bool
  }

  var holdings: [Holding] { kinds.flatMap(\.holdings) }
  var caseCount: Int { kinds.reduce(0) { $0 + $1.holdings.count } }

  /// How often which verdict, the worst first.
  var counts: String {
    var tally = Tally()
    for kind in kinds { for holding in kind.holdings { tally.count(holding.verdict) } }
    return tally.worstFirst.map { "\($0.count) \($0.verdict)" }.joined(separator: ", ")
  }
}

extension Trouble {
  /// The worst first; of one verdict, the one that most cases show, then the one that fewest can dispute.
  static func each(in holdings: [Holding]) -> [Trouble] {
    Dictionary(grouping: holdings.filter(\.verdict.isNews), by: \.requirement).values
      .compactMap(Trouble.init).sorted {
        $0.weight == $1.weight ? $0.requirement < $1.requirement : $0.weight < $1.weight
      }
  }

  private var weight: (Int, Int, Int) {
    let worst = kinds.filter { $0.verdict == verdict }.reduce(0) { $0 + $1.holdings.count }
    return (verdict.rank, -worst, level.rank)
  }

  private init?(_ holdings: [Holding]) {
    let worst = holdings.min {
      ($0.verdict.rank, $0.level.rank) < ($1.verdict.rank, $1.level.rank)
    }
    guard let worst else { return nil }
    requirement = worst.requirement
    level = worst.level
    verdict = worst.verdict
    kinds = Kind.each(of: holdings)
  }
}

extension Trouble.Kind {
  /// Where something was seen, whatever it was.
  private struct Site: Hashable {
    var verdict: Verdict
    var side: String?
    var pointer: JSONPointer?

    init(_ holding: Holding) {
      verdict = holding.verdict
      side = holding.worst?.pointer == nil ? nil : holding.worst?.side.rawValue
      pointer = holding.worst?.pointer
    }
  }

  /// From so many values at one place on, they are told case by case.
  private static let mostValues = 8
  /// Bytes of a value that tell it from others.
  private static let valueLimit = 600

  fileprivate static func each(of holdings: [Holding]) -> [Trouble.Kind] {
    let sites = Dictionary(grouping: holdings.enumerated(), by: { Site($0.element) })
    var kinds: [(first: Int, kind: Trouble.Kind)] = []
    for (site, members) in sites {
      let values = Dictionary(grouping: members, by: { Trouble.Kind.value(of: $0.element) })
      let isVaried = values.count > mostValues
      for group in isVaried ? [members] : Array(values.values) {
        let holdings = group.map(\.element)
        let kind = Trouble.Kind(verdict: site.verdict, holdings: holdings, isVaried: isVaried)
        kinds.append((group[0].offset, kind))
      }
    }
    return kinds.sorted {
      ($0.kind.verdict.rank, -$0.kind.holdings.count, $0.first)
        < ($1.kind.verdict.rank, -$1.kind.holdings.count, $1.first)
    }.map(\.kind)
  }

  /// The seen and the expected, or why, as far as two cases are compared by them.
  private static func value(of holding: Holding) -> String {
    guard let finding = holding.worst else { return "" }
    let values = [finding.actual, finding.expected].map { value in
      value.map { JSONExcerpt.line($0, limit: valueLimit) } ?? "nothing"
    }
    return (finding.actual == nil && finding.expected == nil ? [finding.why ?? ""] : values)
      .joined(separator: "\n")
  }

  /// The cases that a report shows, and how many are left.
  func shown(_ limit: Int = 5) -> (holdings: ArraySlice<Holding>, left: Int) {
    (holdings.prefix(limit), max(0, holdings.count - limit))
  }
}

extension Level {
  /// The place among levels, of which the first is the one that fewest can dispute.
  var rank: Int {
    let strongestFirst: [Level] = [.safety, .published, .documented, .openai, .policy]
    return strongestFirst.firstIndex(of: self) ?? strongestFirst.count
  }
}

extension Holding {
  /// The finding that gives the verdict.
  var worst: Finding? { findings.first { $0.verdict == verdict } }

  /// Where the worst was seen: `upstream /input/seed`; nil where it is no place.
  var site: String? {
    worst.flatMap { finding in finding.pointer.map { "\(finding.side) \($0)" } }
  }

  /// Whether it is told by itself: answers to rulings are told together, a line for each ruling.
  var isToldAlone: Bool {
    verdict.isNews && (verdict != .differs || findings.allSatisfy { $0.ruled == nil })
  }
}
