import CanonicalJSON
import Conformance
import Findings
import Goldens
import HTTPTransport
import Parity
import Sessions

/// Puts the same cases through two gateways, one after the other.
struct GatewayComparison {
  let call: Invocation

  func parity() async throws -> GatewayParity {
    let names = call.list("gateway")
    guard names.count == 2 else { throw ParityUsage.notTwoGateways(names.count) }
    var outcomes: [[GatewayParity.Outcome]] = []
    var titles: [String] = []
    for index in names.indices {
      let (title, found) = try await run(self.call(for: index))
      titles.append(title)
      outcomes.append(found)
    }
    return GatewayParity(
      names: (titles[0], titles[1]),
      first: outcomes[0],
      second: outcomes[1]
    )
  }

  /// What the call says of one of the two; what it says once holds for both.
  private func call(for index: Int) -> Invocation {
    var call = call
    for option in ["gateway", "gateway-key", "upstream-listen", "upstream-url"] {
      let values = call.list(option)
      if !values.isEmpty { call = call.setting(option, to: values[min(index, values.count - 1)]) }
    }
    return call
  }

  private func run(
    _ call: Invocation
  ) async throws -> (title: String, outcomes: [GatewayParity.Outcome]) {
    let sources = try call.caseSources()
    var plan = try call.sessionPlan(sources)
    let log = EvidenceLog()
    plan.log = log
    let wire = sources.wire(plan.subject.profile).cases
    let chosen = try CheckRun(call, plan).filter.chosen(from: wire, sources.requirements).cases
    var runner = Runner(
      requirements: sources.requirements,
      strictness: plan.subject.strictness(isStrict: call.isSet("strict")),
      jobs: plan.subject.jobs(asked: nil, processors: call.console.processors)
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    let ready = runner
    let results = try await Session.open(plan) { session in
      await GatewayComparison.results(chosen, ready, in: session)
    }
    return (
      plan.subject.name, results.map { .init($0, sides: log.sides(of: $0.caseID)) }
    )
  }

  private static func results(
    _ cases: [Case],
    _ runner: Runner,
    in session: Session
  ) async -> [CaseResult] {
    let beginning = RunBeginning(
      contract: runner.requirements.revision,
      gateway: [:],
      caseCount: cases.count
    )
    var results: [CaseResult] = []
    _ = await runner.run(cases, in: session, beginning) { event in
      if case .finished(let result) = event { results.append(result) }
    }
    return results
  }
}
