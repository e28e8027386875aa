import Contract
import CanonicalJSON
import Testing

@testable import Reports

struct HoldingTests {
  private func finding(_ id: String, _ requirement: String, _ verdict: Verdict) -> Finding {
    Finding(caseID: id, requirement: requirement, level: .policy, verdict: verdict)
  }

  @Test(arguments: [
    ("sizes/flux.2-max/fal/t2i/4x3", "fal/flux.2-max"),
    ("wire/params/flux.1-dev/replicate/edit/n", "replicate/flux.1-dev"),
    ("law/flux.2-max/auto", nil),
    ("routing/t2i", nil),
    ("a", nil),
  ])
  func `reads the offer from a case's name`(id: String, offer: String?) throws {
    let result = CaseResult(caseID: id, findings: [finding(id, "n.count", .passed)])
    #expect(try #require(Holding.each(of: result).first).offer == offer)
  }

  @Test func `takes the offer that a note names`() throws {
    var noted = finding("sizes/flux.2-max/fal/t2i/4x3", "n.count", .passed)
    noted.notes = ["offer": "replicate/flux.2-max"]
    let result = CaseResult(caseID: noted.caseID, findings: [noted])
    #expect(try #require(Holding.each(of: result).first).offer == "replicate/flux.2-max")
  }

  @Test func `holds each requirement of a case apart and takes its worst verdict`() {
    let result = CaseResult(
      caseID: "a",
      findings: [
        finding("a", "x", .passed), finding("a", "y", .skipped), finding("a", "x", .failed),
      ]
    )
    let holdings = Holding.each(of: result)
    #expect(holdings.map(\.requirement) == ["x", "y"])
    #expect(holdings.map(\.verdict) == [.failed, .skipped])
    #expect(holdings.map(\.findings.count) == [2, 1])
  }
}
