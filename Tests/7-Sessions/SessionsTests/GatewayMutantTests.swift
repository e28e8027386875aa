import FaultyGateways
import TestSupport
import Testing

@Suite(.heavy)
struct GatewayMutantTests {
  @Test(arguments: GatewayMutant.all)
  func `the judge names what is wrong, and nothing else`(_ mutant: GatewayMutant) async throws {
    let bench = try WireTrial.shared.get()
    let suite = bench.suite(
      through: mutant.client,
      upstream: mutant.upstream,
      elsewhere: mutant.elsewhere,
      options: mutant.options,
      groups: [WireTrial.group(mutant.prefix)]
    )
    let outcome = await bench.judge(suite, prefix: mutant.prefix)
    #expect(outcome.broken == mutant.requirements, "\(outcome.failures)")
  }

  @Test func `at least forty faults are planted, each under a name of its own`() {
    let names = GatewayMutant.all.map(\.testDescription)
    #expect(names.count >= 40)
    #expect(Set(names).count == names.count)
  }
}
