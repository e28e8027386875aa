import Contract
import Reports
import Testing

struct AnnotationReportTests {
  private func lines(_ findings: [Finding]) -> [Substring] {
    let results = findings.map { CaseResult(caseID: $0.caseID, findings: [$0]) }
    return SampleRun.text(.annotations, of: SampleRun.events(results)).split(separator: "\n")
      .filter { !$0.contains("run of litellm") }
  }

  private func failure(_ requirement: String, _ verdict: Verdict = .failed) -> Finding {
    var finding = SampleRun.delivered
    finding.requirement = requirement
    finding.verdict = verdict
    return finding
  }

  @Test func `gives one annotation for each requirement and ten at most`() throws {
    let many = (10..<40).map { failure("size.\($0)") }
    let shown = lines(many + many)
    #expect(shown.count == 10)
    #expect(try #require(shown.first).contains("title=size.10 (policy)%3A 2 failed::"))
    #expect(try #require(shown.last).hasPrefix("::error title=21 more requirements::size.19, "))
    #expect(lines(Array(many.prefix(10))).count == 10)
  }

  @Test func `says errors before warnings before notices`() {
    let shown = lines([
      failure("a", .differs), failure("b", .errored), failure("c", .failed), failure("b", .fixed),
      failure("d", .passed),
    ])
    #expect(shown.map { $0.prefix { $0 != " " } } == ["::error", "::warning", "::notice"])
    #expect(shown[1].contains("title=b (policy)%3A 1 errored%2C 1 fixed::"))
  }

  @Test func `points into the user's own files only`() {
    #expect(lines([SampleRun.delivered])[0].contains("file=touchstone/expected.jsonl,line=7,"))
    #expect(!lines([SampleRun.table])[0].contains("file="))
  }

  @Test func `ends with a notice of how much is broken, what to run, and whose run it was`() throws
  {
    let text = SampleRun.text(
      .annotations,
      of: SampleRun.events([CaseResult(caseID: "a", findings: [SampleRun.table])])
    )
    let notice = try #require(text.split(separator: "\n").last)
    #expect(notice.hasPrefix("::notice title=run of litellm%3A 1 requirement broken in 1 case::"))
    #expect(notice.contains("touchstone check sizes/flux.1-kontext-max/replicate/t2i/4x3"))
    #expect(notice.contains("%0Acommit: 7d6bca8d0c8f0f4a1b2c3d4e5f60718293a4b5c6 on main%0A"))
  }

  @Test func `says nothing where all is well`() {
    #expect(lines([failure("a", .passed), failure("b", .known)]).isEmpty)
  }
}
