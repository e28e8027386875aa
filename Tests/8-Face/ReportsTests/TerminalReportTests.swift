import Terminal
import Contract
import CanonicalJSON
import Testing

@testable import Reports

struct TerminalReportTests {
  private func results(
    _ count: Int,
    _ requirement: String,
    actual: JSON? = nil,
    level: Level = .published
  ) -> [CaseResult] {
    (0..<count).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/case-\(index)"
      finding.requirement = requirement
      finding.level = level
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

  @Test func `shows one place once, counts all cases of each requirement, and sums up`() {
    let shown = text(
      results(5, "a") + results(4, "a", actual: "1:1") + results(2, "b")
        + results(1, "b", actual: "1:1"),
      rows: 60
    )
    #expect(shown.split(separator: "  --> ").count == 3)
    #expect(
      shown.contains(
        """
        litellm

        failed: a  published  9  sizes/case-0
        failed: b  published  3  sizes/case-0

        failed: sizes/case-0 · a (published)

        """
      )
    )
    #expect(
      shown.hasSuffix(
        """
        --verbose shows them all, touchstone help a explains

        by group        sizes 12 failed of 12
        by level        published 12 failed of 12
        by requirement  a 9 failed of 9 · b 3 failed of 3
        12 cases in 1.2 s: 12 failed

        """
      )
    )
  }

  @Test func `shows what many requirements share twice, and names them all`() {
    let many = (0..<6).flatMap { results(3, "size.\($0)", actual: 500) }
    let shown = text(many, rows: 60)
    #expect(shown.split(separator: "  --> ").count == 3)
    for index in 0..<6 {
      #expect(shown.contains("failed: size.\(index)  published  3  sizes/case-0\n"))
    }
  }

  @Test(arguments: [(40, false), (60, false), (40, true)])
  func `hides no requirement behind others that more cases break`(rows: Int, isVerbose: Bool) {
    let loud = (10..<28).flatMap { results(50, "error.\($0)", actual: 500, level: .documented) }
    let silent =
      results(2, "size.table") + results(1, "money.paid", level: .safety)
      + results(1, "z", level: .openai)
    let shown = text(loud + silent, isVerbose: isVerbose, rows: rows)
    let lines = shown.split(separator: "\n").map(String.init)
    let listed = lines.filter { $0.hasPrefix("failed: ") && !$0.contains("·") }
    #expect(
      Array(listed.prefix(3)) == [
        "failed: money.paid  safety       1  sizes/case-0",
        "failed: size.table  published    2  sizes/case-0",
        "failed: error.10    documented  50  sizes/case-0",
      ]
    )
    #expect(listed.count == 21)
    #expect(listed.last == "failed: z           openai       1  sizes/case-0")
  }

  @Test func `counts rulings answered otherwise in a line, and lists them where it is verbose`() {
    func differing(_ count: Int) -> [CaseResult] {
      (0..<count).map { index in
        var finding = SampleRun.table
        finding.caseID = "sizes/\(index)"
        finding.verdict = .differs
        finding.ruled = RulingAnswer(
          ruling: "ruling-\(index)",
          question: "?",
          held: "refused",
          given: ["accepted"]
        )
        return CaseResult(caseID: finding.caseID, findings: [finding])
      }
    }
    let many = text(differing(30))
    #expect(many.contains("\nrulings         30 answered in another way, which --verbose lists\n"))
    #expect(!many.contains("ruling-7"))
    #expect(
      text(differing(30), isVerbose: true).contains("  ruling-7   1 of 1 accepted, not refused\n")
    )
    #expect(
      text(differing(1)).contains("\nrulings         ruling-0: 1 of 1 accepted, not refused\n")
    )
  }

  @Test(arguments: [24, 40, 60])
  func `keeps many causes on a screen`(rows: Int) {
    let many = (0..<40).flatMap { results(3, "size.\($0)") }
    let screen = TerminalReport.Screen(columns: 80, rows: rows)
    let shown = text(many, rows: rows)
    #expect(screen.rows(of: shown) <= rows)
    #expect(shown.contains("\nand "))
    #expect(!text(many, isVerbose: true).contains("\nand "))
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
