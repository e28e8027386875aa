import Contract

/// Requirements by offers: how often each verdict was given where the two meet.
struct OfferMatrix: Sendable {
  struct Row: Sendable {
    var requirement: String
    /// The requirement's own; of one that the contract does not have, the strongest of the worst cases.
    fileprivate(set) var level: Level
    /// As many as there are columns.
    var cells: [Tally]

    /// Whether no cell needs review.
    var isQuiet: Bool { rank == .max }

    /// The worst verdict's, where it needs an eye.
    fileprivate var rank: Int {
      let worst = Verdict.worstFirst.first { verdict in cells.contains { $0[verdict] > 0 } }
      return worst.flatMap { $0.isNews ? $0.rank : nil } ?? .max
    }

    /// The verdict that gives the level.
    private var worst: Verdict

    fileprivate init(_ holding: Holding, cellCount: Int) {
      requirement = holding.requirement
      level = holding.level
      worst = holding.verdict
      cells = Array(repeating: Tally(), count: cellCount)
    }

    fileprivate mutating func count(_ holding: Holding, at position: Int) {
      cells[position].count(holding.verdict)
      guard (holding.verdict.rank, holding.level.rank) < (worst.rank, level.rank) else { return }
      (worst, level) = (holding.verdict, holding.level)
    }
  }

  private static let columnLimit = 60

  /// Offers by name, those of any provider behind the others; nil, the last, is for cases that are about
  /// no one offer.
  let columns: [String?]
  /// Offers beyond what a table can hold.
  let hiddenColumnCount: Int
  /// Those in trouble first, the worst of them first; else by requirement.
  let rows: [Row]

  /// Providers with how many columns each has, in the order of the columns.
  var providers: [(name: String, count: Int)] {
    var providers: [(name: String, count: Int)] = []
    for column in columns {
      let name = column.map { String($0.prefix { $0 != "/" }) } ?? "any"
      if providers.last?.name == name {
        providers[providers.count - 1].count += 1
      } else {
        providers.append((name, 1))
      }
    }
    return providers
  }

  /// `requirements` tell the levels.
  init(_ holdings: [Holding], of requirements: [String: Requirement]) {
    let offers = holdings.map(\.offer)
    let named = Set(offers.compactMap(\.self)).sorted {
      ($0.hasPrefix("any/") ? 1 : 0, $0) < ($1.hasPrefix("any/") ? 1 : 0, $1)
    }
    let shown = named.prefix(OfferMatrix.columnLimit)
    let columns = shown.map(Optional.some) + (offers.contains(nil) ? [nil] : [])
    let positions = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    var rows: [String: Row] = [:]
    for (holding, offer) in zip(holdings, offers) {
      guard let position = positions[offer] else { continue }
      rows[holding.requirement, default: Row(holding, cellCount: columns.count)]
        .count(holding, at: position)
    }
    for (name, requirement) in requirements { rows[name]?.level = requirement.level }
    self.columns = columns
    hiddenColumnCount = named.count - shown.count
    self.rows = rows.values.map { (rank: $0.rank, row: $0) }
      .sorted { ($0.rank, $0.row.requirement) < ($1.rank, $1.row.requirement) }
      .map(\.row)
  }
}

extension Tally {
  /// The verdicts that were given, the worst first.
  var worstFirst: [(verdict: Verdict, count: Int)] {
    Verdict.worstFirst.compactMap { self[$0] > 0 ? (verdict: $0, count: self[$0]) : nil }
  }
}

extension Verdict {
  /// In the order a reader should hear of them.
  static let worstFirst: [Verdict] = [
    .failed, .errored, .flaky, .fixed, .differs, .known, .passed, .skipped,
  ]

  /// The place in that order.
  var rank: Int { Verdict.worstFirst.firstIndex(of: self) ?? 0 }

  /// A sign that tells verdicts apart without colour.
  var sign: String {
    switch self {
    case .passed: "✓"
    case .failed: "✗"
    case .errored: "!"
    case .flaky: "~"
    case .fixed: "+"
    case .differs: "≠"
    case .known: "k"
    case .skipped: "–"
    }
  }
}
