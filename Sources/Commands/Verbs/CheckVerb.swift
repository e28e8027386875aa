import CanonicalJSON
import Conformance
import Findings
import Goldens
import HTTPTransport
import Reports

extension Verb {
  static let check = Verb(
    name: "check",
    operands: .any("[PREFIX…]"),
    summary: "holds a gateway to the contract, case by case, on both of its sides",
    options: CaseFilter.options + [
      .value("gateway", "URL", "the gateway to judge, up to /v1; the reference unless given"),
      .value("gateway-key", "KEY", "the key that it wants; any will do unless given"),
      .value("upstream", "stubs|replay", "what plays the providers; stubs unless given"),
      .value("upstream-listen", "ADDRESS:PORT", "where the stub providers listen"),
      .value("upstream-url", "URL", "the stubs' address as the gateway sees it"),
      .value("jobs", "N", "how many cases run at a time"),
      .value("retry", "N", "try a failed case again this often"),
      .list("report", "KIND=FILE", "also write a report, - is standard output: \(ReportKind.list)"),
      .flag("list", "print the cases instead of running them"),
      .flag("verbose", "show every failure in full"),
      .flag("fail-fast", "stop at the first failure"),
      .flag("pending", "lay changed goldens beside the old ones for review"),
    ],
    run: CheckVerb.run
  )
}

private enum CheckVerb {
  static func run(_ call: Invocation) async throws -> ExitCode {
    let bench = try Bench(call)
    let filter = try CaseFilter(call)
    let foreign = try ForeignGateway(call)
    let listed = foreign == nil ? bench.suite : bench.stage.listed
    let isReplay = try call.choice("upstream", of: Upstream.self) == .replay
    let suite = isReplay ? bench.recorded.reference : listed
    let cases = filter.chosen(from: suite.cases, bench.requirements)
    guard !cases.isEmpty else { throw UsageError.noCases(filter: filter.description) }
    guard !call.isSet("list") else {
      list(cases, call)
      return .success
    }
    let tally = try await isReplay ? replay(bench, call, filter) : stage(bench, call, filter)
    if call.isSet("pending") { try await propose(bench, call) }
    return ExitCode(of: tally)
  }

  /// What plays the providers.
  private enum Upstream: String, CaseIterable {
    case stubs, replay
  }

  /// Judges what a gateway makes of recorded upstreams.
  private static func replay(
    _ bench: Bench,
    _ call: Invocation,
    _ filter: CaseFilter
  ) async throws -> Tally {
    guard let foreign = try ForeignGateway(call) else {
      let cases = filter.chosen(from: bench.recorded.reference.cases, bench.requirements)
      return try await judge(cases, bench, call, nil)
    }
    return try await bench.recorded.withForeign(foreign) { suite in
      let cases = filter.chosen(from: suite.cases, bench.requirements)
      return try await judge(cases, bench, call, foreign)
    }
  }

  /// Sets up what the cases need, and judges by those that were chosen.
  private static func stage(
    _ bench: Bench,
    _ call: Invocation,
    _ filter: CaseFilter
  ) async throws -> Tally {
    guard let foreign = try ForeignGateway(call) else {
      return try await bench.stage.withReference { wire in
        let suite = Suite(bench.plans.cases + wire.cases + bench.recorded.reference.cases)
        let cases = filter.chosen(from: suite.cases, bench.requirements)
        return try await judge(cases, bench, call, nil)
      }
    }
    return try await bench.stage.withForeign(foreign) { wire in
      let cases = filter.chosen(from: wire.cases, bench.requirements)
      return try await judge(cases, bench, call, foreign)
    }
  }

  private static func judge(
    _ cases: [Case],
    _ bench: Bench,
    _ call: Invocation,
    _ foreign: ForeignGateway?
  ) async throws -> Tally {
    var sinks = try ReportSink.all(call, explaining: bench.requirements.all)
    var runner = Runner(
      requirements: bench.requirements,
      strictness: Strictness(isReference: foreign == nil),
      jobs: try call.integer("jobs") ?? call.console.processors,
      failsFast: call.isSet("fail-fast"),
      retries: try call.integer("retry", atLeast: 0) ?? 0,
      againOptions: foreign.map { "--gateway \($0.base)" } ?? "",
      clock: call.console.milliseconds
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    let beginning = RunBeginning(
      contract: bench.requirements.revision,
      gateway: ["name": .string(foreign?.base ?? "reference")],
      caseCount: cases.count
    )
    let tally = await runner.run(cases, beginning) { event in
      for index in sinks.indices { sinks[index].record(event, call.console) }
    }
    for sink in sinks { try sink.close(call.console) }
    return tally
  }

  private static func list(_ cases: [Case], _ call: Invocation) {
    if call.wantsJSON {
      let rows = cases.map { item -> JSON in
        [
          "case": .string(item.id),
          "requirements": .array(item.requirements.map(JSON.string)),
          "place": item.place.map { .string($0.description) } ?? .null,
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
  private static func propose(_ bench: Bench, _ call: Invocation) async throws {
    let review = call.goldenReview(bench.layers)
    for file in try await bench.normalizationGoldens()
    where try review.propose(file.bytes, as: file.name) == .pending {
      call.console.writeError("pending: \(file.name)\n")
    }
    for golden in try await bench.recorded.currentGoldens()
    where try review.propose(golden.bytes, as: golden.file) == .pending {
      call.console.writeError("pending: \(golden.file)\n")
    }
  }
}
