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
    + (CheckRun.runOptions + Options(CheckWatch.watches)).titled("how they run")
    + (ExpectedFailures.options + Options(AdoptedRulings.adopts)).titled("what is expected")
    + Options(.reports, .levelBadge, .verbose, GatewayOptions.trace, listsCases, proposes)
    .titled("what is printed and written")

  static let rules: [OptionRule] = [
    .apart(
      listsCases,
      from: Options(.reports, .levelBadge, GatewayOptions.trace, proposes) + CheckRun.runOptions
        + ExpectedFailures.options
    ),
    .apart(
      CheckWatch.watches,
      from: Options(listsCases, proposes, AdoptedRulings.adopts) + ExpectedFailures.options
    ),
    .apart(CheckRun.repeats, from: Options(CheckRun.retries)),
    .apart(ExpectedFailures.writeExpected, from: Options(ExpectedFailures.pruneExpected)),
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
    guard call[CheckWatch.watches] else {
      return try await judge(call, onlyFailed: call[CaseOptions.lastFailed])
    }
    let watch = CheckWatch(call) { try await again($0, onlyFailed: $1) }
    let sources = try call.caseSources()
    return try await watch.watch(
      WatchedFiles(of: call.subject(sources), sources.layers, in: call.folder)
    )
  }

  /// What failed last alone; everything that the call asks for where nothing failed.
  private static func again(_ call: Invocation, onlyFailed: Bool) async throws -> ExitCode {
    do {
      return try await judge(call, onlyFailed: onlyFailed || call[CaseOptions.lastFailed])
    } catch VerbError.nothingFailed {
      return try await judge(call, onlyFailed: false)
    }
  }

  /// Chooses cases, opens a session, judges them in it.
  private static func judge(_ call: Invocation, onlyFailed: Bool) async throws -> ExitCode {
    let sources = try call.caseSources()
    let plan = try call.sessionPlan(sources)
    let run = try CheckRun(call, plan, onlyFailed: onlyFailed)
    let chosen = try run.chosen()
    guard !call[listsCases] else {
      list(chosen.cases, call)
      return .success
    }
    let code: ExitCode
    do {
      code = try await Session.open(plan) { try await run.judge(chosen, in: $0) }
    } catch  where error is BrokenHop || error is GatewayStartError {
      try run.report(error, insteadOf: chosen)
      throw error
    }
    if call[proposes], code != .interrupted { try await propose(sources, call) }
    return code
  }

  private static func list(_ cases: [Case], _ call: Invocation) {
    if call.wantsJSON {
      let rows = cases.map { item -> JSON in
        [
          "case": .string(item.id),
          "requirements": .array(item.requirements.map(JSON.string)),
          "place": item.question.place.map { .string($0.description) } ?? .null,
        ]
      }
      call.console.write(JSON.array(rows).text(.pretty) + "\n")
    } else {
      for item in cases {
        call.console.write("\(item.id) · \(item.requirements.joined(separator: ", "))\n")
      }
    }
  }

  /// Says on the error stream what was laid beside, so that reports stay clean.
  private static func propose(_ sources: CaseSources, _ call: Invocation) async throws {
    let review = call.goldenReview(sources.layers)
    let files = try await sources.made() + sources.received.current
    for file in files
    where review.folder.contains(file.name) || !sources.holds(file.bytes, as: file.name) {
      guard try review.propose(file.bytes, as: file.name) == .pending else { continue }
      call.console.writeError("needs review: \(file.name)\n")
    }
  }
}
