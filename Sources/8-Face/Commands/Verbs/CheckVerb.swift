import CanonicalJSON
import Conformance
import Contract
import Files
import Reports
import Sessions
import Terminal

extension Verb {
  static let check = Verb(
    name: "check",
    operands: .any("[PREFIX…]"),
    summary: "holds a gateway to the contract, case by case, on both of its sides",
    options: CheckVerb.options,
    rules: CheckVerb.rules,
    vocabulary: .known(.cases),
    examples: [
      Example("check sizes/flux.2-max", "the sizes of one model, at the reference gateway"),
      Example("check --level published --list", "what would run; nothing is sent"),
      .outside(
        "check --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "a gateway that is led to the stubs at port 4021"
      ),
      .outside("check", "your own gateway, once touchstone/gateway.json says where it is"),
      .outside(
        "check --upstream replay --gateway http://127.0.0.1:8080/v1 --upstream-listen 127.0.0.1:4021",
        "what a gateway makes of recorded answers"
      ),
      .outside("check --last-failed", "only what failed when it last ran"),
      .outside(
        "check --watch",
        "again what failed, whenever the files that the profile names change"
      ),
      .outside("check --repeat 20 --jobs 8", "twenty times each, to find what fails now and then"),
      .outside(
        "check --shard 1/3 --report json=shard-1.json",
        "a third of the cases; 'merge' joins the three"
      ),
      .outside(
        "check --write-expected --reason known --until 2027-06-30",
        "expects what fails today, until that day"
      ),
      .outside(
        "check --adopt-rulings",
        "writes into the profile what it always answers to our rulings in another way"
      ),
      .outside("check --report junit=report.xml", "the verdicts for a CI system"),
      .outside("check --level-badge badge.svg", "a badge for a README: the groups that are held"),
    ],
    run: CheckVerb.run
  )
}

private enum CheckVerb {
  static let listsCases = Option.flag("list", "print the cases instead of running them")
  static let proposes = Option.flag(
    "pending",
    "write changed goldens beside the old ones, for review"
  )

  static let options =
    (GatewayOptions.all + Options(.strict)).titled("the gateway and its providers")
    + CaseOptions.all.titled("which cases")
    + (RunOptions.all + Options(RunOptions.watches)).titled("how they run")
    + (ExpectedOptions.all + Options(ExpectedOptions.adoptsRulings)).titled("what is expected")
    + Options(.reports, .levelBadge, .verbose, GatewayOptions.trace, listsCases, proposes)
    .titled("what is printed and written")

  static let rules: [OptionRule] = [
    .apart(
      listsCases,
      from: Options(.reports, .levelBadge, GatewayOptions.trace, proposes) + RunOptions.all
        + ExpectedOptions.all
    ),
    .apart(
      RunOptions.watches,
      from: Options(listsCases, proposes, ExpectedOptions.adoptsRulings) + ExpectedOptions.all
    ),
    .apart(RunOptions.repeats, from: Options(RunOptions.retries)),
    .apart(ExpectedOptions.adopts, from: Options(ExpectedOptions.prunes)),
    .apart(Option.quiet, from: Options(.verbose)),
    // A badge speaks of the whole gateway.
    .withoutOperands(Option.levelBadge),
    .apart(Option.levelBadge, from: CaseOptions.narrowing),
    .apart(
      GatewayOptions.upstream,
      saying: { $0 == UpstreamWord.live.rawValue },
      from: Options(GatewayOptions.upstreamListen, GatewayOptions.upstreamURL)
    ),
  ]

  static func run(_ call: Invocation) async throws -> ExitCode {
    guard call[RunOptions.watches] else {
      return try await judge(call, onlyFailed: call[CaseOptions.lastFailed])
    }
    let watch = WatchRun(
      run: { onlyFailed in
        // One listens for all runs: whoever interrupts cancels the task that they are part of.
        let code = try await again(call.endedByCancellation, onlyFailed: onlyFailed)
        return code == .interrupted ? nil : code
      },
      fail: { error in
        call.console.writeError("error: \(error)\n")
        return ExitCode.usage
      },
      say: { if !call.isQuiet { call.console.writeError($0) } }
    )
    let sources = try call.caseSources()
    let files = try WatchedFiles(of: call.subject(sources), sources.layers, in: call.folder)
    let code = try await watch.outcome(following: files, until: call.console.interruption())
    return code ?? .interrupted
  }

  /// What failed last alone; everything that the call asks for where nothing failed.
  private static func again(_ call: Invocation, onlyFailed: Bool) async throws -> ExitCode {
    do {
      return try await judge(call, onlyFailed: onlyFailed || call[CaseOptions.lastFailed])
    } catch SessionError.nothingFailed {
      return try await judge(call, onlyFailed: false)
    }
  }

  /// Chooses cases, opens a session, judges them in it, and writes what came of them.
  private static func judge(_ call: Invocation, onlyFailed: Bool) async throws -> ExitCode {
    let sources = try call.caseSources()
    let run = try call.checkRun(call.sessionPlan(sources), onlyFailed: onlyFailed)
    let chosen = try run.chosen()
    guard !call[listsCases] else {
      let list = CaseList(chosen.cases)
      call.answer(list.json, or: list.text)
      return .success
    }
    let requirements = sources.requirements.all
    let code = try await run.inSession(
      chosen,
      unbegun: { try tell(of: $0, call, explaining: requirements) }
    ) { session in
      let ended = try await run.judged(
        chosen,
        in: session,
        until: call.console.interruption(),
        into: call.sinksWithBadge(explaining: requirements)
      ) { $0.record($1, call.console) }
      try ReportSink.close(ended.told, call)
      guard !ended.isInterrupted else { return ExitCode.interrupted }
      try run.settle(ended)
      return ExitCode(of: ended)
    }
    guard call[proposes], code != .interrupted else { return code }
    // Said on the error stream, so that reports stay clean.
    try await sources.propose(in: call.goldenReview(sources.layers)) {
      call.console.writeError("needs review: \($0)\n")
    }
    return code
  }

  /// Writes reports of a run that could not begin; people read it in the error.
  private static func tell(
    of events: [RunEvent],
    _ call: Invocation,
    explaining requirements: [Requirement]
  ) throws {
    var sinks = call.sinks(explaining: requirements)
      .filter { $0.place != .standardOutput || call.wantsJSON }
    for event in events { sinks.record(event, call.console) }
    try ReportSink.close(sinks, call)
  }
}
