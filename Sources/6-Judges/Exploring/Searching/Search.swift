import CanonicalJSON
package import Conformance
import Contract

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
struct Search {
  let explorer: Explorer
  var subjects: [Subject]
  var generators: [AskGenerator]
  var corpora: [Corpus]
  var findings = Explorer.Findings()
  /// The laws that have asks of their own, and those that judge every ask.
  private let asking: [Law]
  private let standing: [Law]

  init(explorer: Explorer) {
    self.explorer = explorer
    subjects = explorer.subjects
    generators = subjects.map(AskGenerator.init)
    corpora = Array(repeating: Corpus(), count: subjects.count)
    standing = explorer.laws.filter { $0.suspects != nil }
    // One of those that wait for others' asks has asks made that are for all of them.
    let idle = explorer.laws.filter(\.isIdle)
    asking = explorer.laws.filter { !$0.isIdle } + idle.prefix(1)
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
    let law = asking[number % asking.count]
    let index = number / asking.count % subjects.count
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
    var suspected: [Turn] = []
    for (turn, trial) in zip(turns, trials) {
      guard let trial else { continue }
      corpora[turn.index].note(turn.ask, trial.sides[0])
      findings.judged[turn.law.id, default: 0] += 1
      if turn.law.judge(trial) != nil { try await note(turn, tell) }
      for law in standing where law.id != turn.law.id {
        suspected += suspicion(by: law, trial, turn).map { [$0] } ?? []
      }
    }
    try await judge(suspected: suspected, tell)
  }

  /// Another law on a law's asks, where what came of one of them makes it worth trying.
  private mutating func suspicion(by law: Law, _ trial: Trial, _ turn: Turn) -> Turn? {
    for (ask, sides) in zip(trial.asks, trial.sides) where turn.subject.isMeant(by: ask) {
      // Others count the asks that were made for them.
      if law.isIdle { findings.judged[law.id, default: 0] += 1 }
      guard let worth = law.suspects?(ask, sides, turn.subject) else { continue }
      let suspected = Turn(law: law, ask: worth, subject: turn.subject, index: turn.index)
      return isNew(suspected) ? suspected : nil
    }
    return nil
  }

  /// Tries side by side what is only suspected, most of which breaks nothing.
  private mutating func judge(
    suspected turns: [Turn],
    _ tell: (Discovery) -> Void
  ) async throws {
    for (turn, trial) in zip(turns, try await explorer.put(turns)) {
      guard let trial else { continue }
      findings.asks += trial.asks.count
      if turn.law.judge(trial) != nil {
        try await note(turn, tell)
      } else if turn.law.isAboutOne {
        // What makes such a law suspect an ask has broken it.
        findings.unstable += 1
      }
    }
  }

  private func alike(_ turn: Turn) -> [Discovery] {
    findings.discoveries.filter {
      $0.law.id == turn.law.id && $0.subject.steps == turn.subject.steps
    }
  }

  /// Whether no smaller ask that is known shows it.
  private func isNew(_ turn: Turn) -> Bool {
    let alike = alike(turn)
    return alike.count < Explorer.mostAlike && !alike.contains { $0.explains(turn.ask) }
  }

  /// Shrinks what breaks a law, unless that is known.
  private mutating func note(_ turn: Turn, _ tell: (Discovery) -> Void) async throws {
    guard isNew(turn) else { return }
    // Once may be chance, and a gateway that rests from failures of others serves nobody meanwhile.
    guard try await breaks(turn) != nil, try await serves(turn.subject) else {
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
    guard let (trial, broken) = try await breaks(shrunk), try await serves(turn.subject) else {
      findings.unstable += 1
      return
    }
    let discovery = Discovery(
      law: turn.law,
      subject: turn.subject,
      ask: smallest,
      broken: broken,
      trial: trial.limited(to: broken.asks),
      found: turn.ask,
      after: after
    )
    guard !alike(turn).contains(where: { $0.mark == discovery.mark }) else { return }
    findings.discoveries.append(discovery)
    tell(discovery)
  }

  /// Whether the plainest ask is served now.
  private mutating func serves(_ subject: Subject) async throws -> Bool {
    findings.asks += 1
    return try await explorer.sides(of: subject.calibrating).isServed
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
