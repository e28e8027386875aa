import Contract
import CanonicalJSON
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
            RunBeginning(
              contract: 1,
              gateway: SampleRun.gateway,
              caseCount: sorted.count,
              facts: SampleRun.facts
            )
          )
        ] + sorted.map(RunEvent.finished) + [.ended(RunEnding(milliseconds: 1234))]
    )
  }

  @Test func `tells what the facts of all shards agree on, and the earliest beginning`() throws {
    var later = SampleRun.facts
    later.began = "2026-11-30T05:00:00Z"
    later.branch = "other"
    let documents = try [later, SampleRun.facts].enumerated().map { index, facts in
      var report = JSONReport()
      let beginning = RunBeginning(
        contract: 1,
        gateway: SampleRun.gateway,
        caseCount: 0,
        facts: facts
      )
      _ = report.record(.began(beginning))
      let text = report.record(.ended(RunEnding(milliseconds: 1)))
      return (name: "\(index)", document: try JSON(parsing: text))
    }
    guard case .began(let beginning)? = try MergedReport.events(of: documents).first else {
      Issue.record("no beginning")
      return
    }
    var expected = SampleRun.facts
    expected.branch = nil
    #expect(beginning.facts == expected)
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
        == .finished(
          CaseResult(
            caseID: second.caseID,
            findings: [SampleRun.table, second],
            ledger: SampleRun.waste
          )
        )
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
    (.notJSON("a", why: "x at 3"), "a is no JSON: x at 3; write the report again"),
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

  private func shard(_ index: Int, of count: Int, suite: String = "a1") throws -> JSON {
    let beginning = RunBeginning(
      contract: 1,
      gateway: ["name": "litellm"],
      caseCount: 1,
      shard: RunShard(index: index, count: count, caseCount: 9, suite: suite)
    )
    var report = JSONReport()
    _ = report.record(.began(beginning))
    return try JSON(parsing: report.record(.ended(RunEnding(milliseconds: 1))))
  }

  @Test func `takes every shard of a run in any order`() throws {
    let documents = try [2, 3, 1].map { (name: "\($0)", document: try shard($0, of: 3)) }
    #expect(try MergedReport.events(of: documents).count == 2)
  }

  @Test func `refuses a run with a shard missing`() throws {
    let documents = try [1, 4].map { (name: "\($0)", document: try shard($0, of: 4)) }
    let error = #expect(throws: MergeError.missingShards([2, 3], of: 4)) {
      try MergedReport.events(of: documents)
    }
    #expect(
      error?.description
        == "the run is not whole: name the reports of shard 2/4, shard 3/4 too, or say --partial"
    )
  }

  @Test func `refuses a shard that is there twice`() throws {
    let documents = [
      (name: "a", document: try shard(1, of: 2)), (name: "b", document: try shard(2, of: 2)),
      (name: "c", document: try shard(1, of: 2)),
    ]
    let error = #expect(throws: MergeError.repeatedShard(1, "a", "c")) {
      try MergedReport.events(of: documents)
    }
    #expect(error?.description == "a and c are both of shard 1; name one of them")
  }

  @Test func `refuses a shard of another run`() throws {
    let others = try [
      shard(2, of: 2, suite: "b2"), shard(2, of: 3), document([SampleRun.results[0]]),
    ]
    for other in others {
      let documents = [(name: "a", document: try shard(1, of: 2)), (name: "b", document: other)]
      let error = #expect(throws: MergeError.foreignShard("b", of: "a")) {
        try MergedReport.events(of: documents)
      }
      #expect(
        error?.description
          == "b is no share of the run that a is of: its cases or its shards are others"
      )
    }
  }
}
