import CanonicalJSON
import Findings
import Reports
import Testing

struct MergedReportTests {
  private func document(_ results: [CaseResult]) throws -> JSON {
    try JSON(parsing: SampleRun.text(.json, of: SampleRun.events(results)))
  }

  private func shards(_ count: Int) throws -> [(name: String, document: JSON)] {
    try (0..<count).map { shard in
      let part = SampleRun.results.enumerated().filter { $0.offset % count == shard }
      return (name: "\(shard).json", document: try document(part.map(\.element)))
    }
  }

  private var sorted: [CaseResult] { SampleRun.results.sorted { $0.caseID < $1.caseID } }

  @Test(arguments: [1, 2, 3, 10, 14])
  func `makes shards the run they are part of`(count: Int) throws {
    #expect(
      try MergedReport.events(of: shards(count))
        == [
          .began(
            RunBeginning(contract: 1, gateway: ["name": "litellm"], caseCount: sorted.count)
          )
        ] + sorted.map(RunEvent.finished) + [.ended(RunEnding(milliseconds: 1234))]
    )
  }

  @Test func `keeps a finding that several reports hold once`() throws {
    var second = SampleRun.table
    second.actual = "1:1"
    let twice = [
      (name: "a", document: try document([SampleRun.results[0]])),
      (name: "b", document: try document([SampleRun.results[0]])),
      (name: "c", document: try document([CaseResult(caseID: second.caseID, findings: [second])])),
    ]
    let events = try MergedReport.events(of: twice)
    #expect(
      events.dropFirst().first
        == .finished(CaseResult(caseID: second.caseID, findings: [SampleRun.table, second]))
    )
  }

  @Test(arguments: [JSON?.none, .some(.null), .some(0)], [JSON?.none, .some(.null), .some(0)])
  func `tells a null that was seen from nothing`(actual: JSON?, expected: JSON?) throws {
    var finding = SampleRun.table
    (finding.actual, finding.expected) = (actual, expected)
    let result = CaseResult(caseID: finding.caseID, findings: [finding])
    let events = try MergedReport.events(of: [(name: "a", document: try document([result]))])
    #expect(events.dropFirst().first == .finished(result))
  }

  @Test func `adds up what was not run and takes the longest time`() throws {
    let documents = try [3.0, 5, 4].enumerated().map { index, time in
      var report = JSONReport()
      _ = report.record(SampleRun.events()[0])
      let text = report.record(.ended(RunEnding(milliseconds: time, unrunCount: index)))
      return (name: "\(index)", document: try JSON(parsing: text))
    }
    let events = try MergedReport.events(of: documents)
    #expect(events.last == .ended(RunEnding(milliseconds: 5, unrunCount: 3)))
  }

  @Test func `refuses what is no report, and reports of different runs`() throws {
    let sample = try document([SampleRun.results[0]])
    var other = try #require(sample.objectValue)
    other["gateway"] = ["name": "reference"]
    var broken = try #require(sample.objectValue)
    broken["findings"] = [["case": "a"]]
    #expect(throws: MergeError.nothingToMerge) { try MergedReport.events(of: []) }
    #expect(throws: MergeError.notAReport("a")) {
      try MergedReport.events(of: [(name: "a", document: [1])])
    }
    #expect(throws: MergeError.differentRuns("a", "b", member: "gateway")) {
      try MergedReport.events(of: [
        (name: "a", document: sample), (name: "b", document: .object(other)),
      ])
    }
    #expect(throws: MergeError.malformed("a", pointer: JSONPointer(["findings", "0"]))) {
      try MergedReport.events(of: [(name: "a", document: .object(broken))])
    }
  }

  @Test(arguments: [
    (MergeError.nothingToMerge, "no report to merge: name the files that --report json=FILE wrote"),
    (.notAReport("a"), "a is no touchstone-report/1: merge what --report json=FILE wrote"),
    (
      .malformed("a", pointer: JSONPointer(["findings", "0"])),
      "a holds something that is no finding at /findings/0: write the report again"
    ),
    (
      .differentRuns("a", "b", member: "contract"),
      "a and b are of different runs: they disagree on contract"
    ),
  ])
  func `says what to do`(error: MergeError, message: String) {
    #expect(error.description == message)
  }
}
