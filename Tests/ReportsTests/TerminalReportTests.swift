import CanonicalJSON
import Findings
import Reports
import Testing

struct TerminalReportTests {
  private func results(_ count: Int, _ requirement: String) -> [CaseResult] {
    (0..<count).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/case-\(index)"
      finding.requirement = requirement
      return CaseResult(caseID: finding.caseID, findings: [finding])
    }
  }

  private func text(_ results: [CaseResult], isVerbose: Bool = false) -> String {
    var report = TerminalReport(style: .plain, isVerbose: isVerbose)
    return SampleRun.events(results).map { report.record($0) }.joined()
  }

  @Test func `shows one cause twice and counts it from then on`() {
    let shown = text(results(5, "a") + results(2, "b"))
    #expect(shown.split(separator: "  --> ").count == 5)
    #expect(
      shown.hasSuffix(
        """
        failed: 3 more of a (published) at /input/aspect_ratio
        --verbose shows them all

        7 cases in 1.2 s: 7 failed

        """
      )
    )
  }

  @Test func `keeps many causes on a screen`() {
    let many = (0..<40).flatMap { results(3, "size.\($0)") }
    let shown = text(many)
    #expect(shown.split(separator: "\n", omittingEmptySubsequences: false).count < 90)
    #expect(shown.contains("\nand "))
    #expect(!text(many, isVerbose: true).contains("more of"))
    #expect(text(many, isVerbose: true).split(separator: "  --> ").count == 121)
  }

  @Test func `lets nothing through that acts on a terminal`() {
    let shown = text([CaseResult(caseID: "x", findings: [SampleRun.hostile])])
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
  }
}
