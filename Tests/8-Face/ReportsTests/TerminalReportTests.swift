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
    return SampleRun.events(results, facts: RunFacts()).map { report.record($0) }.joined()
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
    #expect(
      text(skipped(1, "no key")).hasPrefix(
        "nothing judged\n\nwhy skipped     1 no key\n1 case in"
      )
    )
  }

  @Test func `begins with how much is broken, where to begin and what to run`() {
    let shown = text(results(2, "b") + results(5, "a"))
    #expect(
      shown.hasPrefix(
        "2 requirements broken in 7 cases · first a · "
          + "touchstone check sizes/flux.1-kontext-max/replicate/t2i/4x3 --gateway litellm\n\n"
          + "failed: sizes/case-0 · a (published)\n"
      )
    )
  }

  @Test func `names five cases that show the same and counts the others`() {
    let shown = text(results(17, "a"))
    #expect(shown.split(separator: "  --> ").count == 2)
    #expect(
      shown.contains(
        """
           also      sizes/case-1
                     sizes/case-2
                     sizes/case-3
                     sizes/case-4
                     and 12 more

        touchstone help a explains
        """
      )
    )
  }

  @Test func `shows one place once, counts other values there, and sums up`() {
    let shown = text(
      results(5, "a") + results(4, "a", actual: "1:1") + results(2, "b")
        + results(1, "b", actual: "1:1"),
      rows: 60
    )
    #expect(shown.split(separator: "  --> ").count == 3)
    #expect(
      shown.hasSuffix(
        """
        failed: 4 more of a (published) at /input/aspect_ratio, as sizes/case-0
        failed: 1 more of b (published) at /input/aspect_ratio, sizes/case-0
        --verbose shows them all, touchstone help a explains

        by group        sizes 12 failed of 12
        by level        published 12 failed of 12
        by requirement  a 9 failed of 9 · b 3 failed of 3
        12 cases in 1.2 s: 12 failed

        """
      )
    )
  }

  @Test func `takes what many requirements share for their cause`() {
    let many = (0..<6).flatMap { results(3, "size.\($0)", actual: 500) }
    let shown = text(many, rows: 60)
    #expect(shown.split(separator: "  --> ").count == 3)
    let line =
      "failed: 12 more in 4 requirements: upstream /input/aspect_ratio 500, as sizes/case-0\n"
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

  @Test func `counts each case once in every line of its summary`() {
    var second = SampleRun.table
    second.requirement = "size.delivered"
    second.level = .policy
    let both = CaseResult(caseID: "sizes/both", findings: [SampleRun.table, second])
    let skipped = skipped(2, "no key")
    let shown = text([both] + skipped)
    #expect(shown.contains("by group        sizes 1 failed, 2 skipped of 3\n"))
    #expect(shown.contains("by level        published 1 failed, 2 skipped of 3\n"))
    #expect(shown.contains("3 cases in 1.2 s: 1 failed, 2 skipped\n"))
  }

  @Test func `tells when it was, what was built and what was chosen`() {
    let shown = SampleRun.text(.text)
    #expect(
      shown.contains(
        """
        run             2026-11-30T04:05:06Z · 7d6bca8d0c8f on main
                        touchstone 0.1.0, contract 1
                        litellm at http://127.0.0.1:4000/v1, before stubs
                        10 cases, chosen by sizes --model flux.2-max
        """
      )
    )
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
        nothing broken in 2 cases

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
