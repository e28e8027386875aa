import Terminal
import Contract
import CanonicalJSON
import Testing

@testable import Reports

struct TerminalReportTests {
  private func results(_ count: Int, _ requirement: String, actual: JSON? = nil) -> [CaseResult] {
    (0..<count).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/case-\(index)"
      finding.requirement = requirement
      finding.actual = actual ?? .string(requirement)
      return CaseResult(caseID: finding.caseID, findings: [finding])
    }
  }

  private func text(
    _ results: [CaseResult],
    isQuiet: Bool = false,
    isVerbose: Bool = false,
    rows: Int = 40
  ) -> String {
    var report = TerminalReport(
      style: .plain,
      isQuiet: isQuiet,
      isVerbose: isVerbose,
      screen: TerminalReport.Screen(columns: 80, rows: rows)
    )
    return SampleRun.events(results).map { report.record($0) }.joined()
  }

  private func skipped(_ count: Int, _ why: String) -> [CaseResult] {
    (0..<count).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/\(why)-\(index)"
      finding.verdict = .skipped
      finding.why = why
      return CaseResult(caseID: finding.caseID, findings: [finding])
    }
  }

  @Test func `says why cases were skipped, the most frequent reason first`() {
    let shown = text(skipped(2, "the budget is spent") + skipped(3, "no key"))
    #expect(
      shown.contains(
        """
        why skipped     3 no key · 2 the budget is spent
        5 cases in
        """
      )
    )
    #expect(text(skipped(1, "no key")).hasPrefix("why skipped     1 no key\n1 case in"))
  }

  @Test func `shows one cause once, counts it from then on, and sums up`() {
    let shown = text(results(5, "a") + results(2, "b"))
    #expect(shown.split(separator: "  --> ").count == 3)
    #expect(
      shown.hasSuffix(
        """
        failed: 4 more of a (published) at /input/aspect_ratio, as sizes/case-1
        failed: 1 more of b (published) at /input/aspect_ratio, sizes/case-1
        --verbose shows them all, touchstone help a explains

        by group        sizes 7 failed of 7
        by level        published 7 failed of 7
        by requirement  a 5 failed of 5 · b 2 failed of 2
        7 cases in 1.2 s: 7 failed

        """
      )
    )
  }

  @Test func `takes what many requirements share for their cause`() {
    let many = (0..<6).flatMap { results(3, "size.\($0)", actual: 500) }
    let shown = text(many)
    #expect(shown.split(separator: "  --> ").count == 3)
    let line =
      "failed: 16 more in 6 requirements: upstream /input/aspect_ratio 500, as sizes/case-1\n"
    #expect(shown.contains(line))
    #expect(!shown.contains("more of"))
  }

  @Test(arguments: [24, 40, 60])
  func `keeps many causes on a screen`(rows: Int) {
    let many = (0..<40).flatMap { results(3, "size.\($0)") }
    let screen = TerminalReport.Screen(columns: 80, rows: rows)
    let shown = text(many, rows: rows)
    #expect(screen.rows(of: shown) <= rows)
    #expect(shown.contains("\nand "))
    #expect(!text(many, isVerbose: true).contains("more of"))
    #expect(text(many, isVerbose: true).split(separator: "  --> ").count == 121)
  }

  @Test func `sums up by group, level and requirement, with what is in trouble first`() {
    let shown = text(SampleRun.results.dropLast())
    let summary = shown.components(from: "by group")
    #expect(
      summary == """
        by group        sizes 2 failed of 2
                        params 1 errored, 1 flaky, 1 fixed, 1 known, 1 skipped of 6
                        law 1 differs of 1
        by level        published 1 failed, 1 errored, 1 flaky, 1 fixed, 1 known, 1 skipped of 7
                        policy 1 failed, 1 differs of 2
        by requirement  size.delivered 1 failed, 1 differs of 2
                        size.table 1 failed of 1
                        n.count 1 errored, 1 flaky, 1 fixed, 1 known, 1 skipped of 6
        why skipped     1 no native batch
        ledger          asked 3 · submitted 4 · paid 4 ($0.32) · delivered 0
                        paid for nothing 4 ($0.32)
        9 cases in 1.2 s: 1 passed, 2 failed, 1 differs, 1 known, 1 fixed, 1 flaky, 1 skipped, 1 errored

        """
    )
  }

  @Test func `says little where all is well, and nothing when it is to be quiet`() {
    let passed = ["params/a", "sizes/b"].map { name in
      var finding = SampleRun.verdicts[0]
      finding.caseID = name
      return CaseResult(caseID: name, findings: [finding])
    }
    #expect(
      text(passed) == """
        by group        params 1 · sizes 1
        by level        published 2
        by requirement  1 held
        2 cases in 1.2 s: 2 passed

        """
    )
    #expect(text(passed, isQuiet: true) == "")
  }

  @Test func `lets nothing through that acts on a terminal`() {
    let shown = text([CaseResult(caseID: "x", findings: [SampleRun.hostile])])
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
  }
}

extension String {
  fileprivate func components(from start: String) -> String {
    firstRange(of: start).map { String(self[$0.lowerBound...]) } ?? ""
  }
}
