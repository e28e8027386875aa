import CanonicalJSON
import Conformance
import Findings
import Goldens
import HTTPTransport
import Parity

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
    var bench = try Bench(call)
    let witness = CaseWitness()
    bench.stage.witness = witness
    let stage = try CheckStage(bench, call)
    let filter = try CaseFilter(
      call,
      lastFailed: LastFailed(call, bench.layers, gateway: stage.choice.name)
    )
    let (requirements, choice) = (bench.requirements, stage.choice)
    let results = try await stage.withSuite { wired in
      let wire = wired.suite.cases.filter { $0.id.hasPrefix("wire/") }
      let chosen = try filter.chosen(from: wire, requirements).cases
      return await GatewayComparison.results(chosen, try runner(wired, requirements, choice))
    }
    return (
      choice.name, results.map { .init($0, sides: witness.sides(of: $0.caseID)) }
    )
  }

  private func runner(
    _ wired: WiredSuite,
    _ requirements: RequirementList,
    _ choice: GatewayChoice
  ) throws -> Runner {
    var runner = Runner(
      requirements: requirements,
      strictness: choice.strictness(isStrict: call.isSet("strict")),
      jobs: try choice.jobs(call)
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    runner.prepare = wired.prepare
    runner.recover = { _ = await wired.recover($0) }
    runner.assess = { _, result in choice.excused(result) }
    return runner
  }

  private static func results(_ cases: [Case], _ runner: Runner) async -> [CaseResult] {
    let beginning = RunBeginning(
      contract: runner.requirements.revision,
      gateway: [:],
      caseCount: cases.count
    )
    var results: [CaseResult] = []
    _ = await runner.run(cases, beginning) { event in
      if case .finished(let result) = event { results.append(result) }
    }
    return results
  }
}
