import CanonicalJSON
import Conformance
import Exchanges
import Findings
import Goldens
import HTTPTransport
import Reports

/// One run of chosen cases, from the first event to the exit code.
struct CheckRun {
  let call: Invocation
  let requirements: RequirementList
  let choice: GatewayChoice
  let baseline: BaselineFile
  let lastFailed: LastFailed

  /// What was chosen: the cases to run, and those of which they may be only a share.
  struct Chosen {
    var cases: [Case]
    var whole: [Case]
    var shard: Shard?
    /// Whether nothing was left out of the suite.
    var isSuite: Bool
  }

  /// What a run leaves behind.
  private struct Result: Sendable {
    var sinks: [ReportSink]
    var tally: Tally
    var writer: BaselineWriter
    var ran: Set<String> = []
    var failed: Set<String> = []
  }

  func judge(_ chosen: Chosen, _ wired: WiredSuite) async throws -> ExitCode {
    let runner = try runner(wired)
    let result = Result(
      sinks: try ReportSink.all(call, explaining: requirements.all),
      tally: Tally(),
      writer: BaselineWriter(baseline.baseline)
    )
    var chosen = chosen
    chosen.cases = wired.limit(chosen.cases)
    if let seed = try call.integer("shuffle", atLeast: 0) {
      chosen.cases = chosen.cases.shuffled(by: seed)
    }
    let limited = chosen
    let (ended, isInterrupted) = try await interruptible {
      await run(limited, runner, result)
    }
    lastFailed.replace(ended.ran, failed: ended.failed)
    try ReportSink.close(ended.sinks, call.console)
    if isInterrupted { return .interrupted }
    let isAdopted = try baseline.update(
      ended.writer,
      gateway: choice.name,
      revision: requirements.revision,
      isWhole: chosen.isSuite
    )
    return isAdopted ? ExitCode(ofAdopted: ended.tally) : ExitCode(of: ended.tally, hunting: hunts)
  }

  /// Whether cases run again and again, so that one that does not always pass is what is looked for.
  private var hunts: Bool { call.isSet("repeat") }

  private func run(_ chosen: Chosen, _ runner: Runner, _ start: Result) async -> Result {
    var result = start
    let items = Dictionary(chosen.cases.map { ($0.id, $0) }) { first, _ in first }
    result.tally = await runner.run(chosen.cases, beginning(chosen)) { event in
      if case .finished(let finished) = event, let item = items[finished.caseID] {
        result.writer.record(finished, of: item)
        result.ran.insert(item.id)
        if [.failed, .errored, .flaky].contains(finished.verdict) { result.failed.insert(item.id) }
      }
      for index in result.sinks.indices { result.sinks[index].record(event, call.console) }
    }
    return result
  }

  private func beginning(_ chosen: Chosen) -> RunBeginning {
    var gateway = choice.reported
    if call.isSet("strict") { gateway.append("strict", true) }
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
      }
    )
  }

  private func runner(_ wired: WiredSuite) throws -> Runner {
    var runner = Runner(
      requirements: requirements,
      strictness: choice.strictness(isStrict: call.isSet("strict")),
      jobs: try choice.jobs(call),
      failsFast: call.isSet("fail-fast"),
      retries: try call.integer("retry", atLeast: 0) ?? 0,
      againOptions: AgainCommand(call).options,
      clock: call.console.milliseconds
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    runner.repeats = try call.integer("repeat") ?? 1
    let (baseline, today, requirements) = (baseline.baseline, baseline.today, requirements)
    let choice = choice
    runner.assess = { item, result in
      baseline.assess(choice.excused(result), of: item, requirements, on: today)
    }
    runner.prepare = wired.prepare
    runner.isolatesFaults = wired.isolatesFaults
    let console = call.console
    runner.recover = { item in
      if await wired.recover(item) { return }
      console.writeError(
        "the gateway does not serve again after \(item.id): later verdicts may be that one's fault\n"
      )
    }
    let strictness = runner.strictness
    runner.remainder = {
      wired.strays(strictness) { requirements[$0] }
        .map { choice.excused(CaseResult(caseID: $0.caseID, findings: [$0])) }
        .flatMap(\.findings)
    }
    return runner
  }

  /// Runs `body`, and ends it early where the program is asked to end.
  private func interruptible(
    _ body: @escaping @Sendable () async -> Result
  ) async throws -> (Result, isInterrupted: Bool) {
    let interruption = call.console.interruption()
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { await body() }
      group.addTask {
        await interruption()
        return nil
      }
      var isInterrupted = false
      while let result = try await group.next() {
        group.cancelAll()
        if let result { return (result, isInterrupted) }
        isInterrupted = true
      }
      throw CancellationError()
    }
  }
}

extension GatewayChoice {
  /// What a report says of the gateway.
  var reported: JSONObject {
    switch self {
    case .reference: ["name": "reference"]
    case .foreign(let profile, _): ["name": .string(profile.name)]
    }
  }

  /// The result without what the profile does not claim.
  func excused(_ result: CaseResult) -> CaseResult {
    if case .foreign(let profile, _) = self { return profile.excused(result) }
    return result
  }

  /// How many cases run at a time.
  ///
  /// The reference shares this process, so that more than one a core gains nothing. Somebody else's
  /// gateway mostly waits, for polls and for what it does between tries.
  func jobs(_ call: Invocation) throws(UsageError) -> Int {
    if case .foreign(let profile, _) = self, profile.correlation == .serial { return 1 }
    if let asked = try call.integer("jobs") { return asked }
    if case .foreign = self { return 16 }
    return call.console.processors
  }

  /// What it is held to: the reference and whoever asks for it to everything.
  func strictness(isStrict: Bool) -> Strictness {
    guard case .foreign(let profile, _) = self, !isStrict else { return .reference }
    return Strictness(
      isReference: false,
      claimsOpenAI: profile.claims.openAI,
      policies: profile.policies
    )
  }
}
