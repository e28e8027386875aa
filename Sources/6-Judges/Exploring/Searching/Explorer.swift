import CanonicalJSON
package import Conformance
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
  fileprivate func put(_ turns: [Turn]) async throws -> [Trial?] {
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

  fileprivate func trial(_ turn: Turn) async throws -> Trial? {
    try await witnessing.trial(of: turn.law, turn.ask, turn.subject)
  }
}

/// A law and the ask that it is tried on.
struct Turn: Sendable {
  var law: Law
  var ask: Ask
  var subject: Subject
  var index: Int

  /// Whether all of its asks can be told by their marks.
  var isMarked: Bool { law.asks(ask, subject)?.allSatisfy(\.carriesMark) ?? true }
}

/// A run under way.
private struct Search {
  let explorer: Explorer
  var subjects: [Subject]
  var generators: [AskGenerator]
  var corpora: [Corpus]
  var findings = Explorer.Findings()
  /// The laws that judge every ask.
  private let standing: [Law]

  init(explorer: Explorer) {
    self.explorer = explorer
    subjects = explorer.subjects
    generators = subjects.map(AskGenerator.init)
    corpora = Array(repeating: Corpus(), count: subjects.count)
    standing = explorer.laws.filter(\.isAboutOne)
  }

  /// Leaves out what is not served at all, and learns what is otherwise each time.
  mutating func calibrate() async throws {
    let law = Law.plainTwice
    let turns = subjects.indices.map { index in
      Turn(law: law, ask: subjects[index].calibrating, subject: subjects[index], index: index)
    }
    let trials = try await explorer.put(turns)
    findings.asks += turns.count * 2
    var served: [Subject] = []
    for (turn, trial) in zip(turns, trials) {
      guard let trial, trial.sides.contains(where: \.isServed) else { continue }
      var subject = turn.subject
      subject.varying = Search.varying(trial.sides)
      served.append(subject)
    }
    subjects = served
    findings.servedCount = served.count
    generators = served.map(AskGenerator.init)
    corpora = Array(repeating: Corpus(), count: served.count)
  }

  private static func varying(_ sides: [Sides]) -> Set<String> {
    guard let first = sides.first?.calls.first, let second = sides.last?.calls.first else {
      return []
    }
    let names = Set(first.input.names + second.input.names)
    return names.filter {
      $0 != "prompt" && !(first.input[$0] ?? .null).isSameValue(as: second.input[$0] ?? .null)
    }
  }

  /// The turn of this number: laws in turn, then subjects.
  mutating func turn(_ number: Int) -> Turn {
    var dice = Dice(seed: explorer.seed, turn: number)
    let law = explorer.laws[number % explorer.laws.count]
    let index = number / explorer.laws.count % subjects.count
    var ask = generators[index].ask(using: &dice)
    if dice.comes(35), let known = dice.one(of: corpora[index].asks) {
      ask = generators[index].varied(known, using: &dice)
    }
    return Turn(
      law: law,
      ask: law.prepare(ask, generators[index], &dice),
      subject: subjects[index],
      index: index
    )
  }

  /// Tries again what broke a law once, before anything else.
  mutating func judge(kept: [KeptAsk], _ tell: (Discovery) -> Void) async throws {
    let turns = kept.compactMap { item -> Turn? in
      guard let law = explorer.laws.first(where: { $0.id == item.law }),
        let index = subjects.firstIndex(where: { $0.isMeant(by: item.ask) })
      else { return nil }
      return Turn(law: law, ask: item.ask, subject: subjects[index], index: index)
    }
    try await judge(turns, tell)
  }

  mutating func judge(_ turns: [Turn], _ tell: (Discovery) -> Void) async throws {
    let trials = try await explorer.put(turns)
    // What was cut short got no answer, and that says nothing.
    try Task.checkCancellation()
    for trial in trials { findings.asks += trial?.asks.count ?? 0 }
    for (turn, trial) in zip(turns, trials) {
      guard let trial else { continue }
      corpora[turn.index].note(turn.ask, trial.sides[0])
      findings.judged[turn.law.id, default: 0] += 1
      if turn.law.judge(trial) != nil { try await note(turn, tell) }
      for law in standing where law.id != turn.law.id {
        try await stand(by: law, trial, turn, tell)
      }
    }
  }

  /// Judges each ask of another law's by a law about every ask.
  private mutating func stand(
    by law: Law,
    _ trial: Trial,
    _ turn: Turn,
    _ tell: (Discovery) -> Void
  ) async throws {
    for (ask, sides) in zip(trial.asks, trial.sides) {
      let one = Trial(asks: [ask], sides: [sides], subject: turn.subject)
      guard turn.subject.isMeant(by: ask), law.judge(one) != nil else { continue }
      try await note(Turn(law: law, ask: ask, subject: turn.subject, index: turn.index), tell)
      return
    }
  }

  /// Shrinks what breaks a law, unless a smaller ask that is known shows it.
  private mutating func note(_ turn: Turn, _ tell: (Discovery) -> Void) async throws {
    let alike = findings.discoveries.filter {
      $0.law.id == turn.law.id && $0.subject.steps == turn.subject.steps
    }
    guard alike.count < Explorer.mostAlike, !alike.contains(where: { $0.explains(turn.ask) }) else {
      return
    }
    // Once may be chance.
    guard try await breaks(turn) != nil else {
      findings.unstable += 1
      return
    }
    let after = findings.asks
    let smallest = try await Shrinker.smallest(of: turn.ask) { candidate in
      var turn = turn
      turn.ask = candidate
      return try await breaks(turn) != nil
    }
    var shrunk = turn
    shrunk.ask = smallest
    guard let (trial, broken) = try await breaks(shrunk) else { return }
    let discovery = Discovery(
      law: turn.law,
      subject: turn.subject,
      ask: smallest,
      broken: broken,
      trial: trial.limited(to: broken.asks),
      found: turn.ask,
      after: after
    )
    guard !alike.contains(where: { $0.mark == discovery.mark }) else { return }
    findings.discoveries.append(discovery)
    tell(discovery)
  }

  private mutating func breaks(_ turn: Turn) async throws -> (Trial, Broken)? {
    guard let trial = try await explorer.trial(turn) else { return nil }
    findings.asks += trial.asks.count
    return turn.law.judge(trial).map { (trial, $0) }
  }
}

extension Trial {
  /// The asks that show what is broken, and no others.
  fileprivate func limited(to indices: [Int]) -> Trial {
    Trial(
      asks: indices.map { asks[$0] },
      sides: indices.map { sides[$0] },
      subject: subject
    )
  }
}

extension Law {
  /// The plain ask twice: what is otherwise the second time says nothing.
  fileprivate static let plainTwice = related("plain", .policy, "") { ask, _, _ in
    ask
  } asks: { ask, _ in
    [ask, ask]
  } judge: { _ in
    nil
  }
}

extension Subject {
  fileprivate var calibrating: Ask {
    plain.saying(["prompt": .string(Subject.prompt + Subject.small)])
  }

  /// Whether an ask goes to it.
  package func isMeant(by ask: Ask) -> Bool {
    ask.mode == mode && ask.text("model") == name
  }
}
