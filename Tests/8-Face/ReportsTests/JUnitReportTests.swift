import Contract
import Reports
import Testing

struct JUnitReportTests {
  @Test func `tells one test case a case, with all that is broken in it`() {
    var second = SampleRun.table
    second.requirement = "size.delivered"
    second.pointer = nil
    let both = CaseResult(caseID: SampleRun.table.caseID, findings: [SampleRun.table, second])
    let passed = CaseResult(caseID: "params/a", findings: [SampleRun.verdicts[0]])
    let xml = SampleRun.text(.junit, of: SampleRun.events([both, passed]))
    #expect(xml.split(separator: "<testcase").count == 3)
    #expect(xml.contains(#"tests="2" failures="1" errors="0""#))
    #expect(xml.contains(", and 1 requirement more\">failed: size.table\n"))
    #expect(xml.contains("\n\nfailed: size.delivered\n"))
  }

  @Test func `tells in each suite when it was and what was built`() {
    let xml = SampleRun.text(.junit)
    #expect(xml.contains(#" timestamp="2026-11-30T04:05:06Z">"#))
    #expect(
      xml.contains(
        #"name="run.commit" value="7d6bca8d0c8f0f4a1b2c3d4e5f60718293a4b5c6 on main"/>"#
      )
    )
  }
}
