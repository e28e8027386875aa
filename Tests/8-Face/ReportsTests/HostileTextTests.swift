import Contract
import CanonicalJSON
import Reports
import TestSupport
import Testing

@Suite(.heavy)
struct HostileTextTests {
  static let kinds: [ReportKind] = [.text, .junit, .sarif, .markdown, .annotations, .html]

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
    #expect(lines.count == 5, "four requirements, and a notice of the run")
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
    #expect(text.contains(" more requirements in trouble: see the other reports.\n"))
    #expect(text.hasSuffix(" more requirements are in the other reports.\n"))
  }

  /// What is left of half a character, `ED A0 80`, wherever bytes become text.
  private static let half = String(
    decoding: [0x61, 0xED, 0xA0, 0x80, 0x62] as [UInt8],
    as: UTF8.self
  )

  @Test(arguments: ReportKind.allCases)
  func `holds no half of a character, whatever field it came in`(kind: ReportKind) throws {
    let half = HostileTextTests.half
    let finding = Finding(
      caseID: "sizes/\(half)/fal/t2i/x",
      requirement: half,
      level: .openai,
      verdict: .failed,
      side: .upstream,
      pointer: JSONPointer([half]),
      actual: [half: .string(half)],
      expected: .string(half),
      place: Place(file: "touchstone/\(half)", line: 1),
      request: half,
      why: half,
      again: half,
      notes: [half: .string(half), "offer": .string(half)]
    )
    let result = CaseResult(caseID: finding.caseID, findings: [finding])
    let text = SampleRun.text(kind, of: SampleRun.events([result]))
    let halves = (0xD8...0xDF).map { "\\u" + String($0, radix: 16) }
    #expect(!text.isEmpty && !halves.contains { text.lowercased().contains($0) })
    if kind == .json || kind == .sarif { _ = try JSON(parsing: text) }
  }

  @Test func `brings hostile text through a merge as it was`() throws {
    let results = [CaseResult(caseID: SampleRun.hostile.caseID, findings: [SampleRun.hostile])]
    let document = try JSON(parsing: SampleRun.text(.json, of: SampleRun.events(results)))
    let events = try MergedReport.events(of: [(name: "a", document: document)])
    #expect(events.dropFirst().first == .finished(results[0]))
  }
}
