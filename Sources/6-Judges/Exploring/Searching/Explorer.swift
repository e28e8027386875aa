import CanonicalJSON
import Conformance
import Contract
import Mapping

/// Looks for asks that break laws: makes them, puts them, judges what comes, and shrinks what breaks.
package struct Explorer: Sendable {
  package var subjects: [Subject]
  package var laws: [Law]
  package var seed: UInt64
  /// How many turns are under way at a time.
  package var jobs: Int
  private let witnessing: Witnessing

  /// Of one law at one subject no more are told.
  static let mostAlike = 4
  /// The turns whose results are judged together, in their order: the same whatever finishes first.
  private static let batch = 48

  package init(
    _ subjects: [Subject],
    laws: [Law] = Law.all,
    seed: UInt64,
    jobs: Int,
    put: @escaping Witnessing.Put
  ) {
    self.subjects = subjects
    self.laws = laws
    self.seed = seed
    self.jobs = max(1, jobs)
    witnessing = Witnessing(put)
  }

  /// What a run came to.
  package struct Findings: Sendable {
    package var asks = 0
    /// How many of the subjects the gateway serves.
    package var servedCount = 0
    /// How many asks each law has judged.
    package var judged: [String: Int] = [:]
    /// How many different shapes of calls were seen.
    package var shapes = 0
    package var discoveries: [Discovery] = []
    /// Asks that got no answer although others did.
    package var unstable = 0
    /// Whether a budget was spent before the end.
    package var isCutShort = false

    package init() {}
  }

  /// Goes on until `goesOn` says no, asking `kept` first; `tell` is told of each discovery.
  package func run(
    kept: [KeptAsk] = [],
    while goesOn: @Sendable (_ asks: Int) -> Bool,
    tell: @Sendable (Discovery) -> Void = { _ in }
  ) async throws -> Findings {
    var search = Search(explorer: self)
    do {
      try await search.calibrate()
      try await search.judge(kept: kept, tell)
      var turn = 0
      while goesOn(search.findings.asks), !laws.isEmpty, !search.subjects.isEmpty {
        try Task.checkCancellation()
        let turns = (turn..<turn + Explorer.batch).map { search.turn($0) }
        turn += turns.count
        try await search.judge(turns, tell)
      }
    } catch is MapLimit {
      search.findings.isCutShort = true
    } catch is CancellationError {
      // What is known until then is told.
    }
    search.findings.shapes = search.corpora.map(\.shapeCount).reduce(0, +)
    return search.findings
  }

  /// Puts the turns side by side; those without a mark one by one behind them.
  func put(_ turns: [Turn]) async throws -> [Trial?] {
    let marked = turns.indices.filter { turns[$0].isMarked }
    var trials = [Trial?](repeating: nil, count: turns.count)
    try await withThrowingTaskGroup(of: (Int, Trial?).self) { group in
      var next = 0
      func launch() {
        guard next < marked.count else { return }
        let index = marked[next]
        next += 1
        group.addTask { (index, try await trial(turns[index])) }
      }
      for _ in 0..<jobs { launch() }
      while let (index, trial) = try await group.next() {
        trials[index] = trial
        launch()
      }
    }
    for index in turns.indices where !turns[index].isMarked {
      trials[index] = try await trial(turns[index])
    }
    return trials
  }

  func sides(of ask: Ask) async throws -> Sides { try await witnessing.sides(of: ask) }

  func trial(_ turn: Turn) async throws -> Trial? {
    try await witnessing.trial(of: turn.law, turn.ask, turn.subject)
  }
}
