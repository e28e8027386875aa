import Conformance
import Testing

/// The reference gateway with the stubs behind it, judged over both of its sides.
struct WireSuiteTests {
  @Test func `the reference passes in memory`() async throws {
    let bench = try WireBench.shared.get()
    let bed = bench.suite(through: { $0 })
    let outcome = await bench.judge(bed, sampled(bed.cases))
    #expect(outcome.failures == [])
    #expect(outcome.passed > 2500)
  }

  /// All cases but of the largest groups, which are tables: every fourth of these.
  private func sampled(_ cases: [Case]) -> [Case] {
    let tables: Set = ["sizing", "spellings", "range", "refusals"]
    return cases.enumerated()
      .filter { $0.offset % 4 == 0 || !tables.contains(WireBench.group($0.element.id)) }
      .map(\.element)
  }
}

extension WireSuiteTests {
  @Test func `a group is whole by itself, and has at least three thousand cases with all others`()
    throws
  {
    let bench = try WireBench.shared.get()
    let all = bench.suite(through: { $0 }).cases.map(\.id)
    #expect(all.count >= 3000)
    for (group, ids) in Dictionary(grouping: all, by: WireBench.group) {
      let own = bench.suite(through: { $0 }, groups: [group]).cases.map(\.id)
      #expect(own.filter { WireBench.group($0) == group } == ids, "\(group)")
    }
  }

  @Test(arguments: [1, 64])
  func `neither the order of cases nor their number at a time changes a verdict`(
    jobs: Int
  ) async throws {
    let bench = try WireBench.shared.get()
    let suite = bench.suite(through: { $0 }, groups: ["n", "norm", "format"])
    let cases = suite.cases.filter { $0.id.contains("flux.2-max/fal") }.shuffled(by: jobs)
    let outcome = await bench.judge(suite, cases, jobs: jobs)
    #expect(outcome.failures == [])
    #expect(outcome.passed == cases.count)
  }
}
