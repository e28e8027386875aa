import Terminal
import Contract
import CanonicalJSON
import Reports
import Testing

struct ReportTests {
  static let failure = Finding(
    caseID: "sizes/flux.1-kontext-max/replicate/4x3",
    requirement: "size.table",
    level: .published,
    verdict: .failed,
    side: .upstream,
    pointer: JSONPointer(["input", "aspect_ratio"]),
    actual: "16:9",
    expected: "4:3",
    place: Place(file: "golden/expected/replicate_flux.1-kontext-max.t2i.jsonl", line: 1),
    request: #"POST /v1/images/generations {"size":"1183x887"}"#,
    again: "touchstone check sizes/flux.1-kontext-max/replicate/4x3 --gateway litellm"
  )

  static func events(_ results: [CaseResult]) -> [RunEvent] {
    [.began(RunBeginning(contract: 1, gateway: ["name": "reference"], caseCount: results.count))]
      + results.map(RunEvent.finished) + [.ended(RunEnding(milliseconds: 1234.4))]
  }

  static func result(_ findings: Finding...) -> CaseResult {
    CaseResult(caseID: findings.first?.caseID ?? "empty", findings: findings)
  }

  private func text(_ report: some Report, _ results: [CaseResult]) -> String {
    var report = report
    return ReportTests.events(results).map { report.record($0) }.joined()
  }

  @Test func `lays a failure out as a compiler does`() {
    #expect(
      text(TerminalReport(style: .plain), [ReportTests.result(ReportTests.failure)]) == #"""
        1 requirement broken in 1 case · first size.table · touchstone check sizes/flux.1-kontext-max/replicate/4x3 --gateway litellm

        failed: sizes/flux.1-kontext-max/replicate/4x3 · size.table (published)
          --> golden/expected/replicate_flux.1-kontext-max.t2i.jsonl:1
           request   POST /v1/images/generations {"size":"1183x887"}
           upstream  /input/aspect_ratio
             actual    "16:9"
             expected  "4:3"
           again     touchstone check sizes/flux.1-kontext-max/replicate/4x3 --gateway litellm

        touchstone help size.table explains

        1 case in 1.2 s: 1 failed

        """#
    )
  }

  @Test func `puts differences of one requirement under one head`() {
    var second = ReportTests.failure
    second.pointer = JSONPointer(["input", "seed"])
    second.actual = nil
    second.expected = 7
    let shown = text(
      TerminalReport(style: .plain, isQuiet: true),
      [ReportTests.result(ReportTests.failure, second)]
    )
    #expect(shown.split(separator: "failed:").count == 2, "the lead and one head")
    #expect(
      shown.hasSuffix(
        #"""
             expected  "4:3"
           upstream  /input/seed
             actual    nothing
             expected  7
           again     touchstone check sizes/flux.1-kontext-max/replicate/4x3 --gateway litellm


        """#
      )
    )
  }

  @Test func `says nothing of what passed but its number`() {
    let passed = Finding(
      caseID: "a",
      requirement: "n.count",
      level: .published,
      verdict: .passed
    )
    let skipped = Finding(
      caseID: "b",
      requirement: "n.order",
      level: .policy,
      verdict: .skipped,
      why: "indistinguishable"
    )
    #expect(
      text(
        TerminalReport(style: .plain),
        [ReportTests.result(passed), ReportTests.result(passed, skipped)]
      ) == """
        nothing broken in 2 cases

        by group        a 2
        by level        published 2
        by requirement  1 held · 1 not judged
        2 cases in 1.2 s: 2 passed

        """
    )
    #expect(text(TerminalReport(style: .plain, isQuiet: true), [ReportTests.result(passed)]) == "")
  }

  @Test func `says why something could not be found out, and how many never ran`() {
    let errored = Finding(
      caseID: "a",
      requirement: "n.count",
      level: .published,
      verdict: .errored,
      why: "the plan is no object"
    )
    var report = TerminalReport(style: .plain)
    #expect(report.record(.finished(ReportTests.result(errored))) == "")
    #expect(
      report.record(.ended(RunEnding(milliseconds: 9, unrunCount: 3)))
        == """
        nothing broken in 1 case; 1 case could not be judged · first n.count · touchstone help n.count

        errored: a · n.count (published)
           why       the plan is no object

        touchstone help n.count explains

        1 case in 9 ms: 1 errored
        3 not run: stopped early

        """
    )
  }

  @Test func `tells a failure as it happens where it is to be verbose`() {
    var report = TerminalReport(style: .plain, isVerbose: true)
    let early = report.record(.finished(ReportTests.result(ReportTests.failure)))
    #expect(early.hasPrefix("failed: sizes/flux.1-kontext-max/replicate/4x3 · size.table"))
    let end = report.record(.ended(RunEnding(milliseconds: 9)))
    #expect(end.hasPrefix("1 requirement broken in 1 case · first size.table"))
    #expect(!end.contains("failed: sizes/"))
  }

  @Test func `paints verdicts only where colour is wanted`() {
    #expect(TextStyle.plain.paint("x", as: .failed) == "x")
    #expect(TextStyle(usesColor: true).paint("x", as: .failed) == "\u{1B}[1;31mx\u{1B}[0m")
  }

  @Test func `writes one JSON document when the run has ended`() throws {
    let document = try JSON(
      parsing: text(JSONReport(), [ReportTests.result(ReportTests.failure)])
    )
    #expect(document["schema"] == "touchstone-report/1")
    #expect(document["contract"] == 1)
    #expect(document["gateway"] == ["name": "reference"])
    #expect(document["counts"]?["cases"] == 1)
    #expect(document["counts"]?["failed"] == 1)
    #expect(document["counts"]?["passed"] == 0)
    #expect(document["levels"]?["published"]?["failed"] == 1)
    let finding = try #require(document["findings"]?[0])
    #expect(finding["case"] == "sizes/flux.1-kontext-max/replicate/4x3")
    #expect(finding["pointer"] == "/input/aspect_ratio")
    #expect(finding["actual"] == "16:9")
    #expect(finding["expected"] == "4:3")
    #expect(finding["ms"] == JSON.null)
    #expect(finding["line"] == 1)
  }
}
