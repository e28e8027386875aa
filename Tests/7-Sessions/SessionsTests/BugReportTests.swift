import Conformance
import Contract
import FaultyGateways
import TestSupport
import Testing

@Suite(.heavy)
struct BugReportTests {
  private static let reports = Result {
    try GoldenLayers(contract: WireTrial.contract)
      .bugReports(heldTo: WireTrial.shared.get().requirements)
  }

  @Test(arguments: try reports.get())
  func `the case of each report fails, by its requirement, at a gateway that has the bug`(
    _ report: BugReport
  ) async throws {
    let bench = try WireTrial.shared.get()
    let mutant = try #require(
      GatewayMutant.all.first { $0.testDescription == report.gateway },
      "no faulty gateway is called \(report.gateway)"
    )
    let suite = bench.suite(
      through: mutant.client,
      upstream: mutant.upstream,
      elsewhere: mutant.elsewhere,
      options: mutant.options,
      groups: [WireTrial.group(report.caseID)]
    )
    let item = try #require(
      suite.cases.first { $0.id == report.caseID },
      "no case is called \(report.caseID)"
    )
    let outcome = await bench.judge(suite, [item])
    #expect(outcome.broken.contains(report.requirement), "\(outcome.failures)")
  }

  @Test func `more than seventy stand in the order of their names`() throws {
    let reports = try BugReportTests.reports.get()
    #expect(reports.count > 70)
    let names = reports.map { $0.repository.lowercased() }
    #expect(names == names.sorted())
  }
}
