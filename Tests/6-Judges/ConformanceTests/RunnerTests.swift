import Contract
import CanonicalJSON
import HTTPMessages
import Synchronization
import Testing

@testable import Conformance

struct RunnerTests {
  private let requirements = RequirementList(
    revision: 1,
    [
      Requirement(id: "a.published", level: .published, sentence: "", source: ""),
      Requirement(id: "b.policy", level: .policy, sentence: "", source: ""),
      Requirement(id: "c.openai", level: .openai, sentence: "", source: ""),
      Requirement(id: "d.safety", level: .safety, sentence: "", source: ""),
    ]
  )

  private func item(
    _ id: String,
    _ requirement: String = "a.published",
    phase: Case.Phase = .normal,
    judge: @escaping @Sendable () async -> Judgement.Outcome
  ) -> Case {
    var question = Question(
      id: id,
      [RequirementName(requirement)],
      Ask(path: "", fields: ["n": 1]),
      expectation: ""
    )
    question.place = Place(file: "f", line: 1)
    question.phase = phase
    return Case(question) { _ in [Judgement(RequirementName(requirement), await judge())] }
  }

  private func run(
    _ runner: Runner,
    _ cases: [Case],
    in session: Session = Session()
  ) async -> [RunEvent] {
    let events = Mutex<[RunEvent]>([])
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: cases.count)
    _ = await runner.run(cases, in: session, beginning) { event in
      events.withLock { $0.append(event) }
    }
    return events.withLock { $0 }
  }

  private func verdicts(_ events: [RunEvent]) -> [String] {
    events.compactMap { event in
      guard case .finished(let result) = event else { return nil }
      return "\(result.caseID) \(result.verdict)"
    }
  }

  @Test(arguments: [1, 2, 7, 64])
  func `tells of cases in the order of the suite, however many run at a time`(jobs: Int) async {
    let cases = (0..<40).map { index in
      item("case-\(index)") {
        for _ in 0..<(index * 7 % 5) { await Task.yield() }
        return index % 3 == 0 ? .unmet([Mismatch(side: .plan)]) : .met
      }
    }
    let events = await run(Runner(requirements: requirements, jobs: jobs), cases)
    let expected = (0..<40).map { "case-\($0) \($0 % 3 == 0 ? "failed" : "passed")" }
    #expect(verdicts(events) == expected)
    #expect(events.first == .began(RunBeginning(contract: 1, gateway: [:], caseCount: 40)))
    #expect(events.last == .ended(RunEnding(milliseconds: 0)))
  }

  @Test func `stops at the first failure where it should, and says what never ran`() async {
    let cases = (0..<9).map { index in
      item("case-\(index)") { index == 2 ? .unmet([Mismatch(side: .plan)]) : .met }
    }
    let events = await run(Runner(requirements: requirements, failsFast: true), cases)
    #expect(verdicts(events) == ["case-0 passed", "case-1 passed", "case-2 failed"])
    #expect(events.last == .ended(RunEnding(milliseconds: 0, unrunCount: 6)))
  }

  @Test func `calls flaky what passes only when tried again`() async {
    let tries = Mutex(0)
    let flaky = item("flaky") {
      let count = tries.withLock { tries in
        tries += 1
        return tries
      }
      return count < 3 ? .unmet([Mismatch(side: .plan)]) : .met
    }
    let broken = item("broken") { .unmet([Mismatch(side: .plan)]) }
    let events = await run(Runner(requirements: requirements, retries: 3), [flaky, broken])
    #expect(verdicts(events) == ["flaky flaky", "broken failed"])
    #expect(tries.withLock { $0 } == 3)
  }

  @Test(arguments: [true, false])
  func `runs one phase after the other, and faults one case at a time where that is asked`(
    isolatesFaults: Bool
  ) async {
    let running = Mutex(0)
    let most = Mutex<[Case.Phase: Int]>([:])
    let cases = (0..<24).map { index -> Case in
      let phase = Case.Phase.allCases[index % 4]
      return item("case-\(index)", phase: phase) {
        let count = running.withLock { running in
          running += 1
          return running
        }
        most.withLock { $0[phase] = max($0[phase] ?? 0, count) }
        for _ in 0..<20 { await Task.yield() }
        running.withLock { $0 -= 1 }
        return .met
      }
    }
    var session = Session()
    session.isolatesFaults = isolatesFaults
    let events = await run(Runner(requirements: requirements, jobs: 6), cases, in: session)
    let order = (0..<4).flatMap { phase in (0..<6).map { "case-\($0 * 4 + phase) passed" } }
    #expect(verdicts(events) == order)
    let counts = most.withLock { $0 }
    #expect((counts[.faults] == 1) == isolatesFaults)
    #expect((counts[.failover] == 1) == isolatesFaults)
    #expect(counts[.alone] == 1)
  }

  @Test func `runs the faults of one provider in a lane, beside those of another`() async {
    let running = Mutex<[String: Int]>([:])
    let most = Mutex<[String: Int]>([:])
    let (bothAreHere, meet) = AsyncStream.makeStream(of: Void.self)
    let arrived = Mutex<Set<String>>([])
    let cases = (0..<12).map { index -> Case in
      let provider = index < 6 ? "fal" : "replicate"
      var item = item("case-\(index)", phase: .faults) {
        let count = running.withLock { running in
          running[provider, default: 0] += 1
          return running[provider] ?? 0
        }
        most.withLock { $0[provider] = max($0[provider] ?? 0, count) }
        // The first of each waits for the other's, which a single lane would never let begin.
        let isFirst = arrived.withLock { $0.insert(provider).inserted }
        if arrived.withLock({ $0.count }) == 2 { meet.finish() }
        if isFirst { for await _ in bothAreHere {} }
        running.withLock { $0[provider, default: 0] -= 1 }
        return .met
      }
      var question = item.question
      question.provider = provider
      item = Case(question, judge: item.judge)
      return item
    }
    let events = await run(Runner(requirements: requirements, jobs: 6), cases)
    #expect(verdicts(events) == (0..<12).map { "case-\($0) passed" })
    #expect(most.withLock { $0 } == ["fal": 1, "replicate": 1])
  }

  @Test func `finds out nothing of a case that does not end`() async {
    struct Impatient: Waiting {
      var now: ContinuousClock.Instant { .now }
      func wait(until deadline: ContinuousClock.Instant) async throws {}
    }
    var runner = Runner(requirements: requirements)
    runner.deadline = Runner.Deadline(.seconds(60), by: Impatient())
    let hanging = item("hanging") {
      try? await Task.sleep(for: .seconds(3600))
      return .met
    }
    let events = await run(runner, [hanging])
    #expect(verdicts(events) == ["hanging errored"])
    guard case .finished(let result) = events[1] else { return }
    #expect(result.findings.first?.why == "the case was not over after 60.0 seconds")
  }

  @Test func `says of a finding where it stands and how to look again`() async throws {
    let mismatch = Mismatch(
      side: .upstream,
      pointer: JSONPointer(["x"]),
      actual: 1,
      expected: 2,
      why: "w"
    )
    let runner = Runner(requirements: requirements, againOptions: "--gateway litellm")
    let events = await run(runner, [item("one/two") { .unmet([mismatch]) }])
    guard case .finished(let result) = events[1] else {
      Issue.record("no case finished")
      return
    }
    #expect(
      result.findings == [
        Finding(
          caseID: "one/two",
          requirement: "a.published",
          level: .published,
          verdict: .failed,
          side: .upstream,
          pointer: JSONPointer(["x"]),
          actual: 1,
          expected: 2,
          place: Place(file: "f", line: 1),
          request: #"POST /v1 {"n":1}"#,
          why: "w",
          milliseconds: 0,
          again: "touchstone check one/two --gateway litellm"
        )
      ]
    )
  }

  @Test func `gives up on whoever says nothing in so many cases one after the other`() async {
    let told = Mutex<[String]>([])
    var runner = Runner(requirements: requirements)
    runner.mostErrors = 3
    runner.giveUp = { result in told.withLock { $0.append(result.caseID) } }
    let silent: Set = [0, 1, 3, 4, 5]
    let cases = (0..<9).map { index in
      item("case-\(index)") { silent.contains(index) ? .unknown(why: "no answer") : .met }
    }
    let events = await run(runner, cases)
    #expect(verdicts(events).last == "case-5 errored")
    #expect(events.last == .ended(RunEnding(milliseconds: 0, unrunCount: 3)))
    #expect(told.withLock { $0 } == ["case-5"])
  }

  @Test func `cannot find out what no requirement names`() async {
    let events = await run(Runner(requirements: requirements), [item("x", "z.stray") { .met }])
    #expect(verdicts(events) == ["x errored"])
  }

  @Test(arguments: [
    (Strictness.reference, ["failed", "failed", "failed", "failed"]),
    (Strictness(isReference: false), ["failed", "differs", "failed", "failed"]),
    (
      Strictness(isReference: false, claimsOpenAI: false),
      ["failed", "differs", "differs", "failed"]
    ),
    (
      Strictness(isReference: false, policies: ["b.policy"]),
      ["failed", "failed", "failed", "failed"]
    ),
  ])
  func `fails a gateway only for what it is held to`(
    strictness: Strictness,
    expected: [String]
  ) async {
    let cases = requirements.all.map { item($0.id, $0.id) { .unmet([Mismatch(side: .plan)]) } }
    let events = await run(Runner(requirements: requirements, strictness: strictness), cases)
    #expect(verdicts(events).map { $0.split(separator: " ").last.map(String.init) } == expected)
  }

  /// A case that is met but for the times that are named.
  private func item(_ id: String, unmetAt times: Set<Int>) -> Case {
    let tries = Mutex(0)
    return item(id) {
      let count = tries.withLock { tries in
        tries += 1
        return tries
      }
      return times.contains(count) ? .unmet([Mismatch(side: .plan)]) : .met
    }
  }

  @Test func `runs each case so often, and calls flaky what is not always the same`() async {
    var runner = Runner(requirements: requirements)
    runner.repeats = 5
    let cases = [
      item("always", unmetAt: []), item("never", unmetAt: [1, 2, 3, 4, 5]),
      item("now and then", unmetAt: [2, 4]),
    ]
    let events = await run(runner, cases)
    #expect(verdicts(events) == ["always passed", "never failed", "now and then flaky"])
    guard case .finished(let result) = events[3] else {
      Issue.record("no case finished")
      return
    }
    #expect(result.findings.map(\.why) == ["failed 2 of 5 times"])
  }

  @Test func `makes of a result what it is told to before anybody hears of it`() async {
    var runner = Runner(requirements: requirements, failsFast: true)
    runner.assess = { item, result in
      var result = result
      if item.id == "expected" { result.findings[0].verdict = .known }
      return result
    }
    let cases = ["expected", "other"].map { item($0) { .unmet([Mismatch(side: .plan)]) } }
    #expect(verdicts(await run(runner, cases)) == ["expected known", "other failed"])
  }

  @Test func `prepares each phase that has cases, and recovers after each fault`() async {
    let said = Mutex<[String]>([])
    var runner = Runner(requirements: requirements)
    runner.warn = { item in said.withLock { $0.append("\(item.id) is not over") } }
    var session = Session()
    session.prepare = { phase in said.withLock { $0.append("\(phase)") } }
    session.recover = { item in
      said.withLock { $0.append(item.id) }
      return item.id != "2"
    }
    let phases: [Case.Phase] = [.faults, .normal, .faults, .alone]
    let cases = phases.enumerated().map { index, phase in
      item("\(index)", phase: phase) { .met }
    }
    _ = await run(runner, cases, in: session)
    #expect(
      said.withLock { $0 } == ["normal", "faults", "0", "2", "2 is not over", "alone"]
    )
  }

  /// A session in which something is left over.
  private let untidy = {
    var session = Session()
    session.strays = { _, _ in
      [Finding(caseID: "strays", requirement: "b.policy", level: .policy, verdict: .differs)]
    }
    return session
  }()

  @Test func `a finding notes what its case notes, and more`() async {
    var mismatch = Mismatch(side: .plan)
    mismatch.notes = ["row": "4:3"]
    let seen = mismatch
    var noted = item("a") { .unmet([seen]) }
    noted.notes = ["offer": "fal/flux.2-max"]
    let events = await run(Runner(requirements: requirements), [noted])
    guard case .finished(let result) = events[1] else { return #expect(Bool(false)) }
    #expect(result.findings.map(\.notes) == [["offer": "fal/flux.2-max", "row": "4:3"]])
  }

  @Test func `a run that ends at a failure leaves calls behind that are nobody's fault`() async {
    let runner = Runner(requirements: requirements, failsFast: true)
    let events = await run(runner, [item("a") { .unmet([Mismatch(side: .plan)]) }], in: untidy)
    #expect(verdicts(events) == ["a failed"])
  }

  @Test func `tells of what is left over before the end`() async {
    let runner = Runner(requirements: requirements)
    let events = await run(runner, [item("a") { .met }], in: untidy)
    #expect(verdicts(events) == ["a passed", "strays differs"])
    #expect(events.last == .ended(RunEnding(milliseconds: 0)))
  }

  @Test func `a run that is cancelled tells what was judged, and nothing of what was cut short`()
    async
  {
    let runner = Runner(requirements: requirements, jobs: 2)
    let cases = (0..<9).map { index in
      item("case-\(index)") {
        guard index >= 2 else { return .met }
        // Waits until it is cut short.
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        for await _ in never {}
        return .unknown(why: "cut short")
      }
    }
    let events = Mutex<[RunEvent]>([])
    let (told, tell) = AsyncStream.makeStream(of: Void.self)
    let task = Task { [untidy] in
      let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: 9)
      return await runner.run(cases, in: untidy, beginning) { event in
        let count = events.withLock { events in
          events.append(event)
          return events.count
        }
        if count == 3 { tell.finish() }
      }
    }
    for await _ in told {}
    task.cancel()
    let tally = await task.value
    #expect(tally.total == 2)
    #expect(verdicts(events.withLock { $0 }) == ["case-0 passed", "case-1 passed"])
    #expect(
      events.withLock { $0.last } == .ended(RunEnding(milliseconds: 0, unrunCount: 7))
    )
  }
}
