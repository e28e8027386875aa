import CanonicalJSON
import Contract
import Testing

struct BugReportTests {
  private func reports(_ members: String...) throws -> [BugReport] {
    let common = #""symptom":"S.","case":"wire/n/a","gateway":"n ignored""#
    let text = members.map { "{\($0),\(common)}" }.joined(separator: ",")
    let requirements = RequirementList(
      revision: 1,
      [Requirement(id: "n.count", level: .published, sentence: "S.", source: "a page")]
    )
    let root = try JSONNode(parsing: Array(#"{"reports":[\#(text)]}"#.utf8), file: "bugs.json")
    return try BugReport.all(root, heldTo: requirements)
  }

  @Test func `a report is cited by its number, and what was read in a source by its commit`() throws
  {
    let reports = try reports(
      #""repository":"a/b","number":7,"requirement":"n.count""#,
      #""repository":"a/b","commit":"1a2b3c4d","requirement":"n.count","reading":"Read.""#
    )
    #expect(reports.map(\.name) == ["a/b#7", "a/b@1a2b3c4d"])
    #expect(reports.map(\.reading) == [nil, "Read."])
  }

  @Test(arguments: [
    (
      #""repository":"a/b","number":7,"requirement":"n.cont""#,
      #"bugs.json#/reports/0/requirement: unknown requirement "n.cont". Did you mean "n.count"?"#
    ),
    (
      #""repository":"b","number":7,"requirement":"n.count""#,
      #"bugs.json#/reports/0/repository: "b" is not OWNER/NAME"#
    ),
    (
      #""repository":"a/b","requirement":"n.count""#, "bugs.json#/reports/0/number: is missing"
    ),
    (
      #""repository":"a/b","number":7,"commit":"1a2b3c4d","requirement":"n.count""#,
      "bugs.json#/reports/0/number: stands beside commit; a report has one of both"
    ),
  ])
  func `what is wrong in the file is told with its place`(members: String, fault: String) {
    #expect { try reports(members) } throws: { "\($0)" == fault }
  }

  @Test func `no report stands twice`() {
    let report = #""repository":"a/b","number":7,"requirement":"n.count""#
    #expect { try reports(report, report) } throws: {
      "\($0)" == #"bugs.json#/reports/1: "a/b#7" is not a report that stands here once"#
    }
  }
}
