import Bytes
import CanonicalJSON
import Conformance
import Contract
import Exchanges
import Files
import HTTPTransport
import Reports
import Sessions
import Terminal

/// One run of chosen cases, from the first event to the exit code.
struct CheckRun {
  static let jobs = Option.integer(
    "jobs N",
    "how many cases run at a time"
  ).defaulting(to: "16")
  static let repeats = Option.integer(
    "repeat N",
    "run each case this often; one that does not always pass fails the run"
  ).defaulting(to: "1")
  static let shuffle = Option.integer(
    "shuffle SEED",
    "run the cases in another order, which this number decides",
    atLeast: 0
  ).defaulting(to: "the order of the list")
  static let retries = Option.integer(
    "retry N",
    "try a failed case again this often; one that then passes is flaky",
    atLeast: 0,
    unlessGiven: 0
  )
  static let failFast = Option.flag("fail-fast", "stop at the first failure")

  /// A gateway that hangs in so many cases one after the other hangs in the others too.
  private static let mostErrors = 30

  private let call: Invocation
  private let plan: SessionPlan
  private let baseline: ExpectedFailures
  private let rulings: AdoptedRulings
  private let lastFailed: LastFailed
  private let filter: CaseFilter

  /// Refuses what can't be done before an hour's run instead of after it.
  init(_ call: Invocation, _ plan: SessionPlan, onlyFailed: Bool) throws {
    self.call = call
    self.plan = plan
    lastFailed = LastFailed(
      plan.sources.layers,
      gateway: plan.subject.name,
      environment: call.console.environment
    )
    try call.tryWriting(to: ReportSink.places(call))
    filter = try CaseOptions.filter(
      call,
      of: plan.subject,
      failed: onlyFailed ? lastFailed.cases : nil
    )
    baseline = try ExpectedFailures(plan.subject, plan.sources.layers, call)
    rulings = try AdoptedRulings(call, plan.subject)
  }

  /// The cases that the call asks for; none is refused.
  func chosen() throws -> ChosenCases {
    try filter.required(requirements) { try plan.suite(in: $0) }
  }

  private var requirements: RequirementList { plan.sources.requirements }

  /// The result that a run leaves behind.
  private struct Result: Sendable {
    var sinks: [ReportSink]
    var tally: Tally
    var writer: BaselineWriter
    var rulings: AdoptedRulings
    var ran: Set<String> = []
    var failed: Set<String> = []
  }

  /// Writes reports of a run that could not begin.
  func report(_ error: any Error, insteadOf chosen: ChosenCases) throws {
    var sinks = ReportSink.all(call, explaining: requirements.all)
      .filter { $0.place != .standardOutput || call.wantsJSON }
    let finding = Finding(
      caseID: "canary",
      requirement: "canary",
      level: .policy,
      verdict: .errored,
      side: .suite,
      why: "\(error)"
    )
    let events: [RunEvent] = [
      .began(beginning(chosen)), .finished(CaseResult(caseID: "canary", findings: [finding])),
      .ended(RunEnding(milliseconds: 0, unrunCount: chosen.cases.count)),
    ]
    for event in events {
      for index in sinks.indices { sinks[index].record(event, call.console) }
    }
    try ReportSink.close(sinks, call)
  }

  func judge(_ chosen: ChosenCases, in session: Session) async throws -> ExitCode {
    let runner = runner()
    if !call.isQuiet, let text = LeftOutClaims(plan, filter).text { call.console.writeError(text) }
    if let doubt = session.doubt {
      call.console.writeError("the first picture was wrong: \(doubt); it is judged all the same\n")
    }
    let result = Result(
      sinks: ReportSink.all(call, explaining: requirements.all, badge: call[.levelBadge]),
      tally: Tally(),
      writer: BaselineWriter(baseline.baseline),
      rulings: rulings
    )
    var chosen = chosen
    chosen.cases = plan.limited(chosen.cases)
    if let seed = call[CheckRun.shuffle] {
      chosen.cases = chosen.cases.shuffled(by: seed)
    }
    let limited = chosen
    let (ended, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      await run(limited, runner, in: session, result)
    }
    lastFailed.replace(ended.ran, failed: ended.failed)
    try ReportSink.close(ended.sinks, call)
    if isInterrupted { return .interrupted }
    try ended.rulings.settle()
    let isAdopted = try baseline.update(
      ended.writer,
      gateway: plan.subject.name,
      revision: requirements.revision,
      isWhole: chosen.isSuite
    )
    let code =
      isAdopted ? ExitCode(ofAdopted: ended.tally) : ExitCode(of: ended.tally, hunting: hunts)
    // Cases that look at no picture say nothing of the one that was wrong.
    return code == .success && session.doubt != nil ? .couldNotFindOut : code
  }

  /// Whether cases run again and again, so that one that does not always pass is what is looked for.
  private var hunts: Bool { call[CheckRun.repeats] != nil }

  private func run(
    _ chosen: ChosenCases,
    _ runner: Runner,
    in session: Session,
    _ start: Result
  ) async -> Result {
    var result = start
    let items = Dictionary((chosen.cases + [.strays]).map { ($0.id, $0) }) { first, _ in first }
    result.tally = await runner.run(chosen.cases, in: session, beginning(chosen)) { event in
      if case .finished(let finished) = event, let item = items[finished.caseID] {
        result.writer.record(finished, of: item)
        result.rulings.count(finished)
        result.ran.insert(item.id)
        if [.failed, .errored, .flaky].contains(finished.verdict) { result.failed.insert(item.id) }
      }
      for index in result.sinks.indices { result.sinks[index].record(event, call.console) }
    }
    return result
  }

  private func beginning(_ chosen: ChosenCases) -> RunBeginning {
    var facts = call.runFacts
    facts.upstream = call[GatewayOptions.upstream]?.rawValue ?? UpstreamWord.stubs.rawValue
    facts.filter = CaseOptions.words(call)
    return RunBeginning(
      contract: requirements.revision,
      gateway: gateway,
      caseCount: chosen.cases.count,
      shard: chosen.shard.map {
        RunShard(
          index: $0.index,
          count: $0.count,
          caseCount: chosen.whole.count,
          suite: Shard.digest(of: chosen.whole)
        )
      },
      facts: facts
    )
  }

  /// Who is judged: its name and base, the line of its profile, and its own answers to rulings.
  private var gateway: JSONObject {
    var gateway: JSONObject = ["name": .string(plan.subject.name)]
    // The reference is this program's own.
    let own = plan.subject.profile == nil ? Touchstone.version : plan.subject.version
    if let version = call[GatewayOptions.gatewayVersion] ?? own {
      gateway.append("version", .string(version))
    }
    if call[.strict] { gateway.append("strict", true) }
    guard let profile = plan.subject.profile else { return gateway }
    gateway.append("url", .string(profile.base))
    if let (folder, name) = plan.subject.profileFile {
      let text = (try? folder.bytes(of: name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      gateway.append(
        "profile",
        [
          "file": .string(call.shown(folder.path(of: name))),
          "line": .integer(text.firstLine(with: "\"base\"") ?? 1),
        ]
      )
    }
    let rulings = profile.rulings.sorted { $0.key < $1.key }
    if !rulings.isEmpty, !call[.strict] {
      gateway.append(
        "rulings",
        .object(
          JSONObject(rulings.map { JSONObject.Member(name: $0.key, value: .string($0.value)) })
        )
      )
    }
    return gateway
  }

  private func runner() -> Runner {
    var runner = Runner(
      requirements: requirements,
      strictness: plan.subject.strictness(isStrict: call[.strict]),
      jobs: plan.subject.jobs(asked: call[CheckRun.jobs]),
      failsFast: call[CheckRun.failFast],
      retries: call[CheckRun.retries],
      againOptions: AgainCommand(call, deciding: GatewayOptions.deciding).options,
      clock: call.console.milliseconds
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    if plan.subject.profile != nil { runner.mostErrors = CheckRun.mostErrors }
    runner.repeats = call[CheckRun.repeats] ?? 1
    let (baseline, today, requirements) = (baseline.baseline, baseline.today, requirements)
    runner.assess = { item, result in
      baseline.assess(result, of: item, requirements, on: today)
    }
    let console = call.console
    runner.giveUp = { result in
      let why = result.findings.first?.why ?? "no answer"
      console.writeError(
        "\(CheckRun.mostErrors) cases in a row found nothing out, the last of them "
          + "\(result.caseID): \(VisibleText.line(why)); the rest was not run\n"
      )
    }
    runner.warn = { item in
      console.writeError(
        "the gateway does not serve again after \(item.id): later verdicts may be that one's fault\n"
      )
    }
    return runner
  }
}

extension CheckRun {
  /// How a run goes, once there is one.
  static let runOptions = Options(jobs, retries, repeats, shuffle, failFast)
}
