import Bytes
package import Conformance
package import Contract
import HTTPTransport

/// One run of chosen cases, from the first event to what it leaves behind.
package struct CheckRun: Sendable {
  package let plan: SessionPlan
  private let filter: CaseFilter
  private let way: Way
  private let expected: ExpectedFailures
  private let rulings: AdoptedRulings

  package init(
    _ plan: SessionPlan,
    _ filter: CaseFilter,
    in way: Way,
    expecting expected: ExpectedFailures,
    adopting rulings: AdoptedRulings
  ) {
    self.plan = plan
    self.filter = filter
    self.way = way
    self.expected = expected
    self.rulings = rulings
  }

  /// The cases that are asked for; none is refused.
  package func chosen() throws -> ChosenCases {
    try filter.required(plan.sources.requirements) { try plan.suite(in: $0) }
  }

  /// What a run leaves behind: whatever was told of its events, and what is to be made of it.
  package struct Ended<Told: Sendable>: Sendable {
    package fileprivate(set) var told: Told
    package fileprivate(set) var tally = Tally()
    package fileprivate(set) var isInterrupted = false
    /// Whether cases ran again and again, so that one that does not always pass is what was looked for.
    package let hunts: Bool
    /// Whether its failures are expected from now on.
    package let isAdopted: Bool
    /// Whether the first picture was wrong.
    package let isDoubted: Bool
    fileprivate let isSuite: Bool
    fileprivate var writer: BaselineWriter
    fileprivate var rulings: AdoptedRulings
    fileprivate var ran: Set<String> = []
    fileprivate var failed: Set<String> = []
  }

  /// Opens a session for `body`; `unbegun` is told the events of a run that could not begin.
  package func inSession<Result: Sendable>(
    _ chosen: ChosenCases,
    unbegun: ([RunEvent]) throws -> Void,
    body: (Session) async throws -> Result
  ) async throws -> Result {
    do {
      return try await Session.open(plan, body)
    } catch  where error is BrokenHop || error is GatewayStartError {
      try unbegun(events(of: error, insteadOf: chosen))
      throw error
    }
  }

  /// Judges cases until they are done or an interruption comes; `tell` adds each event to `told`.
  package func judged<Told: Sendable>(
    _ chosen: ChosenCases,
    in session: Session,
    until interruption: @escaping @Sendable () async -> Void,
    into told: Told,
    tell: @escaping @Sendable (inout Told, RunEvent) -> Void
  ) async throws -> Ended<Told> {
    if !way.isQuiet, let text = LeftOutClaims(plan, filter).text { way.say(text) }
    if let doubt = session.doubt {
      way.say("the first picture was wrong: \(doubt); it is judged all the same\n")
    }
    let start = Ended(
      told: told,
      hunts: way.repeats != nil,
      isAdopted: expected.change == .adopted,
      isDoubted: session.doubt != nil,
      isSuite: chosen.isSuite,
      writer: BaselineWriter(expected.baseline),
      rulings: rulings
    )
    let ready = ordered(chosen)
    var (ended, isInterrupted) = try await interruptible(by: interruption) {
      await run(ready, in: session, from: start, tell: tell)
    }
    ended.isInterrupted = isInterrupted
    plan.lastFailed.replace(ended.ran, failed: ended.failed)
    return ended
  }

  /// The cases that are run of those that were chosen, in the order in which they are.
  private func ordered(_ chosen: ChosenCases) -> ChosenCases {
    var chosen = chosen
    chosen.cases = plan.limited(chosen.cases)
    if let seed = way.shuffle { chosen.cases = chosen.cases.shuffled(by: seed) }
    return chosen
  }

  private func run<Told: Sendable>(
    _ chosen: ChosenCases,
    in session: Session,
    from start: Ended<Told>,
    tell: (inout Told, RunEvent) -> Void
  ) async -> Ended<Told> {
    var ended = start
    let items = Dictionary((chosen.cases + [.strays]).map { ($0.id, $0) }) { first, _ in first }
    ended.tally = await runner.run(chosen.cases, in: session, beginning(chosen)) { event in
      if case .finished(let result) = event, let item = items[result.caseID] {
        ended.writer.record(result, of: item)
        ended.rulings.count(result)
        ended.ran.insert(item.id)
        if [.failed, .errored, .flaky].contains(result.verdict) { ended.failed.insert(item.id) }
      }
      tell(&ended.told, event)
    }
    return ended
  }

  private func beginning(_ chosen: ChosenCases) -> RunBeginning {
    RunBeginning(
      contract: plan.sources.requirements.revision,
      gateway: way.gateway,
      caseCount: chosen.cases.count,
      shard: chosen.shard.map { RunShard($0, of: chosen.whole) },
      facts: way.facts
    )
  }

  /// The events of a run that could not begin.
  private func events(of error: any Error, insteadOf chosen: ChosenCases) -> [RunEvent] {
    let finding = Finding(
      caseID: "canary",
      requirement: "canary",
      level: .policy,
      verdict: .errored,
      side: .suite,
      why: "\(error)"
    )
    return [
      .began(beginning(chosen)), .finished(CaseResult(caseID: "canary", findings: [finding])),
      .ended(RunEnding(milliseconds: 0, unrunCount: chosen.cases.count)),
    ]
  }

  /// Writes what a run has made known of its gateway, as far as that was asked for.
  package func settle<Told>(_ ended: Ended<Told>) throws {
    if let line = try ended.rulings.write() { way.say(line) }
    if !way.isQuiet, let hint = ended.rulings.hint { way.say(hint) }
    let line = try expected.update(
      ended.writer,
      as: way.word,
      gateway: plan.subject.name,
      revision: plan.sources.requirements.revision,
      isWhole: ended.isSuite
    )
    if let line { way.say(line) }
  }

  /// A gateway that hangs in so many cases one after the other hangs in the others too.
  private static let mostErrors = 30

  private var runner: Runner {
    let requirements = plan.sources.requirements
    var runner = Runner(
      requirements: requirements,
      strictness: plan.subject.strictness(isStrict: way.isStrict),
      jobs: plan.subject.jobs(asked: way.jobs),
      failsFast: way.failsFast,
      retries: way.retries,
      againOptions: way.againOptions,
      clock: way.clock
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    if plan.subject.profile != nil { runner.mostErrors = CheckRun.mostErrors }
    runner.repeats = way.repeats ?? 1
    runner.assess = { [baseline = expected.baseline, today = way.word.today] item, result in
      baseline.assess(result, of: item, requirements, on: today)
    }
    runner.giveUp = { [say = way.say] in say(CheckRun.givenUp(after: $0)) }
    runner.warn = { [say = way.say] item in
      say(
        "the gateway does not serve again after \(item.id): later verdicts may be that one's fault\n"
      )
    }
    return runner
  }

  private static func givenUp(after result: CaseResult) -> String {
    let why = result.findings.first?.why ?? "no answer"
    return "\(mostErrors) cases in a row found nothing out, the last of them "
      + "\(result.caseID): \(VisibleText.line(why)); the rest was not run\n"
  }
}
