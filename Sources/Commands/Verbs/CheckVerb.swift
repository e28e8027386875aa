import CanonicalJSON
import Conformance
import Findings
import Goldens
import Reports
import Sessions

extension Verb {
  static let check = Verb(
    name: "check",
    operands: .any("[PREFIX…]"),
    summary: "holds a gateway to the contract, case by case, on both of its sides",
    options: Option.gatewayUnderTest + CaseFilter.options + Option.run + Option.baseline + [
      .list("report", "KIND=FILE", "also write a report, - is standard output: \(ReportKind.list)"),
      .flag("trace", "print both sides of every request, without secrets, on the error stream"),
      .flag("list", "print the cases instead of running them"),
      .flag("verbose", "show every failure in full"),
      .flag("pending", "lay changed goldens beside the old ones for review"),
    ],
    run: CheckVerb.run
  )
}

extension Option {
  static let gatewayKey = value(
    "gateway-key",
    "KEY",
    "the key that it wants; else its profile's variable, else any"
  )

  fileprivate static let gatewayUnderTest: [Option] = [
    value(
      "gateway",
      "URL|NAME|FILE",
      "the gateway to judge: up to /v1, or its profile; touchstone/gateway.json unless given"
    ),
    gatewayKey,
    value(
      "upstream",
      "stubs|replay|live",
      "what plays the providers: stubs unless given; live sees the client's side alone"
    ),
    value("budget", "USD", "with --upstream live: never spend more"),
    value("upstream-listen", "ADDRESS:PORT", "where the stub providers listen"),
    value("upstream-url", "URL", "the stubs' address as the gateway sees it"),
  ]

  fileprivate static let run: [Option] = [
    value(
      "jobs",
      "N",
      "how many cases run at a time; 16 unless given, one a core at the reference"
    ),
    value("retry", "N", "try a failed case again this often; one that then passes is flaky"),
    value("repeat", "N", "run each case this often; one that does not always pass fails the run"),
    value("shuffle", "SEED", "run the cases in another order, which this number decides"),
    flag("fail-fast", "stop at the first failure"),
    flag("strict", "hold any gateway to our own rulings too"),
  ]

  fileprivate static let baseline: [Option] = [
    flag("write-expected", "expect this run's failures from now on, in expected.jsonl"),
    value("reason", "TEXT", "with --write-expected: why they stand"),
    value("until", "DATE", "with --write-expected: the last day they are expected, as 2026-12-31"),
    flag("prune-expected", "drop what is expected to fail and has passed"),
  ]
}

private enum CheckVerb {
  /// Chooses cases, opens a session, judges them in it.
  static func run(_ call: Invocation) async throws -> ExitCode {
    let sources = try call.caseSources()
    let plan = try call.sessionPlan(sources)
    let run = try CheckRun(call, plan)
    let chosen = try run.filter.chosen(from: plan.suite.cases, sources.requirements)
    guard !call.isSet("list") else {
      list(chosen.cases, call)
      return .success
    }
    let code = try await Session.open(plan) { try await run.judge(chosen, in: $0) }
    if call.isSet("pending"), code != .interrupted { try await propose(sources, call) }
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
      call.console.writeError("pending: \(file.name)\n")
    }
  }
}
