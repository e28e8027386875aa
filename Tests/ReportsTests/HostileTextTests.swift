import CanonicalJSON
import Findings
import Reports
import Testing

struct HostileTextTests {
  static let kinds: [ReportKind] = [.junit, .sarif, .markdown, .annotations, .html]

  @Test(arguments: kinds)
  func `lets nothing through that acts on a screen`(kind: ReportKind) {
    let text = SampleRun.text(kind)
    #expect(!text.isEmpty)
    let acting = text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" || $0 == "\u{FFFE}"
    }
    #expect(acting.isEmpty)
  }

  @Test(arguments: [ReportKind.junit, .html])
  func `lets no markup through`(kind: ReportKind) {
    let text = SampleRun.text(kind)
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("]]>"))
    #expect(!text.contains("javascript:]]"))
  }

  @Test func `lets no second command into an annotation`() {
    let lines = SampleRun.text(.annotations).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.hasPrefix("::") })
  }

  @Test(arguments: kinds)
  func `cuts values of ten megabytes`(kind: ReportKind) {
    let long = String(repeating: "\u{1B}é", count: 3_500_000)
    var finding = SampleRun.table
    finding.actual = .string(long)
    finding.expected = [.string(long)]
    finding.why = long
    finding.request = long
    finding.again = long
    finding.notes = ["offer": .string(long)]
    let result = CaseResult(caseID: finding.caseID, findings: [finding])
    let text = SampleRun.text(kind, of: SampleRun.events([result]))
    #expect(text.utf8.count < 150_000)
    #expect(text.contains("bytes in all"))
  }

  @Test func `keeps a summary below what GitHub takes`() {
    let long = String(repeating: "|", count: 300)
    let results = (0..<1_200).map { index in
      var finding = SampleRun.table
      finding.caseID = "sizes/model/fal/t2i/\(index)-\(long)"
      finding.requirement = "size.\(index)-\(long)"
      finding.actual = .string(long)
      return CaseResult(caseID: finding.caseID, findings: [finding])
    }
    let text = SampleRun.text(.markdown, of: SampleRun.events(results))
    #expect(text.utf8.count < 1 << 20)
    #expect(text.contains("more requirements are in the other reports."))
    #expect(text.hasSuffix("more are in the other reports.\n"))
  }
}
