import Catalog
import Conformance
import Exchanges
import FaultyGateways
import TestSupport
import Testing

/// The reference gateway with the stubs behind it, judged over both of its sides.
@Suite(.heavy)
struct WireSuiteTests {
  @Test func `the reference passes in memory`() async throws {
    let bench = try WireTrial.shared.get()
    let bed = bench.suite(through: { $0 })
    let cases = bed.cases.sampled()
    let outcome = await bench.judge(bed, cases)
    #expect(outcome.failures == [])
    #expect(outcome.passed + outcome.skipped == cases.count)
    #expect(outcome.passed > 500)
  }
}

extension WireSuiteTests {
  @Test func `what cases cost adds up to what the providers booked, sixty-four at a time`()
    async throws
  {
    let bench = try WireTrial.shared.get()
    var bed = bench.suite(through: { $0 })
    // What is asked between cases belongs to none of them.
    bed.session.recover = { _ in true }
    let cases = bed.cases.sampled(every: 60)
    let ledgers = await bench.judge(bed, cases, jobs: 64).ledgers
    let sum = Ledger.sum(ledgers.values)
    let booked = try #require(bed.session.witness).journal.bookkeeper.total
    #expect(sum.paid > 300)
    #expect(sum.submitted == booked.submitted)
    #expect(sum.paid == booked.paid)
    #expect(sum.cost == booked.cost)
    // Only where a fault keeps a picture back is anything paid for nothing.
    let wasteful = ledgers.filter { $0.value.wasted > 0 }.map(\.key)
    let groups = Set(wasteful.map(WireTrial.group))
    #expect(groups.isSubset(of: ["faults", "failover", "money", "net"]), "\(wasteful)")
  }
}

extension [Case] {
  /// For each requirement at each provider its first cases and every twentieth of the others; the whole
  /// runs as a release build.
  func sampled(every step: Int = 20) -> [Case] {
    var counts: [String: Int] = [:]
    return filter { item in
      let key = "\(item.requirements.first ?? "") \(item.provider ?? "")"
      let count = counts[key, default: 0]
      counts[key] = count + 1
      return count < 2 || count % step == 0
    }
  }
}

extension WireSuiteTests {
  @Test func `a group is whole by itself, and has at least three thousand cases with all others`()
    throws
  {
    let bench = try WireTrial.shared.get()
    let all = bench.suite(through: { $0 }).cases.map(\.id)
    #expect(all.count >= 3000)
    for (group, ids) in Dictionary(grouping: all, by: WireTrial.group) {
      let own = Suite.wire(
        catalog: bench.catalog,
        expected: bench.expected,
        requirements: bench.requirements,
        providers: Set(bench.catalog.offers.map(\.offer.provider)),
        in: SuiteScope(wire: [group])
      ).cases.asked(at: .whole).map(\.id)
      #expect(own.filter { WireTrial.group($0) == group } == ids, "\(group)")
    }
  }

  @Test(arguments: [1, 64])
  func `neither the order of cases nor their number at a time changes a verdict`(
    jobs: Int
  ) async throws {
    let bench = try WireTrial.shared.get()
    let suite = bench.suite(through: { $0 }, groups: ["n", "norm", "format"])
    let cases = suite.cases.filter { $0.id.contains("flux.2-max/fal") }.shuffled(by: jobs)
    let outcome = await bench.judge(suite, cases, jobs: jobs)
    #expect(outcome.failures == [])
    #expect(outcome.passed == cases.count)
  }
}
