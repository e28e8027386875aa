import CanonicalJSON
import Contract
import Testing

@testable import Atlas

struct SheetReaderTests {
  private func sheets(_ documents: JSON...) throws -> [Sheet] {
    var reader = SheetReader(contract: SampleReports.contract, bugs: SampleReports.bugs)
    for (number, document) in documents.enumerated() {
      try reader.read(document, from: "\(number).json")
    }
    return reader.sheets
  }

  @Test func `reads a report as a sheet: outcomes, rulings, bugs and how to judge again`() throws {
    let sheet = try #require(try sheets(SampleReports.old).first)
    #expect(sheet.title == "proxy 1.9" && sheet.contract == 3)
    #expect(sheet.command == "touchstone check --gateway proxy")
    #expect(
      sheet.standings.mapValues(\.outcome) == [
        "n.count": .held, "size.table": .broken, "edit.formats": .differs, "money.paid": .unjudged,
      ]
    )
    #expect(sheet.standings["size.table"]?.tally.telling == 1)
    #expect(sheet.standings["size.table"]?.tally.judged == 2)
    #expect(sheet.standings["size.table"]?.examples.first?.place == "upstream /input/size")
    #expect(sheet.standings["money.paid"]?.reason == "it does not claim it")
    #expect(sheet.rulings.map(\.answer) == ["accepted"] && sheet.rulings.map(\.ours) == ["refused"])
    #expect(sheet.bugs == ["owner/gateway#12": true, "owner/other@1a2b3c4d": false])
  }

  @Test func `counts each case once, at the level that decides it`() throws {
    let document = SampleReports.report(
      "proxy",
      "1",
      [
        SampleReports.finding("wire/a", "n.count", "passed"),
        SampleReports.finding("wire/a", "size.table", "passed"),
        SampleReports.finding("wire/a", "money.paid", "failed"),
        SampleReports.finding("wire/b", "n.count", "passed"),
        SampleReports.finding("wire/b", "size.table", "passed"),
      ]
    )
    let sheet = try #require(try sheets(document).first)
    #expect(sheet.levels.mapValues(\.total) == [.safety: 1, .published: 1])
    #expect(sheet.levels.values.reduce(0) { $0 + $1.total } == sheet.cases.total)
  }

  @Test func `a failure that somebody expected is a failure all the same`() throws {
    let sheet = try #require(try sheets(SampleReports.new).first)
    #expect(sheet.standings["money.paid"]?.outcome == .broken)
  }

  @Test func `an answer of its own to which a gateway is held is shown, though it passes`() throws {
    let adopted = SampleReports.finding(
      "wire/edit/gif",
      "edit.formats",
      "passed",
      [
        "ruling": [
          "id": "gif-input", "question": "Is a GIF an input for edits?", "held": "accepted",
          "given": ["accepted"],
        ]
      ]
    )
    let sheet = try #require(try sheets(SampleReports.report("p", "1", [adopted])).first)
    #expect(sheet.standings["edit.formats"]?.outcome == .held)
    #expect(sheet.rulings.map(\.isAdopted) == [true] && sheet.rulings.map(\.ours) == ["refused"])
  }

  @Test func `parts of a run come together, and what is judged later replaces what was known`()
    throws
  {
    func part(_ judged: String, _ verdict: String, _ caseID: String) -> JSON {
      SampleReports.report(
        "p",
        "1",
        judged: judged,
        shard: ["index": 1, "count": 2, "cases": 9, "suite": "s"],
        [SampleReports.finding(caseID, "n.count", verdict)]
      )
    }
    let late = part("2026-12-02T00:00:00.000Z", "passed", "wire/n/1")
    let early = part("2026-12-01T00:00:00.000Z", "failed", "wire/n/1")
    let other = part("2026-12-01T00:00:00.000Z", "passed", "wire/n/2")
    let sheet = try #require(try sheets(late, early, other).first)
    #expect(sheet.standings["n.count"]?.tally == Tally([.passed: 2]))
    #expect(sheet.judged == "2026-12-02T00:00:00.000Z")
  }

  @Test func `an atlas is read back as it was`() throws {
    let sheets = try sheets(SampleReports.old, SampleReports.new)
    let atlas = Atlas(sheets, contract: SampleReports.contract, bugs: SampleReports.bugs)
    let document = try JSON(parsing: AtlasFile.text(atlas))
    #expect(try self.sheets(document) == sheets)
  }

  @Test func `a version that is judged anew replaces the one that an atlas had`() throws {
    let known = Atlas(
      try sheets(SampleReports.old, SampleReports.new),
      contract: SampleReports.contract,
      bugs: []
    )
    let document = try JSON(parsing: AtlasFile.text(known))
    let again = SampleReports.report(
      "proxy",
      "1.9",
      [
        SampleReports.finding("wire/n/3", "n.count", "failed")
      ]
    )
    let sheets = try sheets(document, again)
    #expect(sheets.map(\.version) == ["1.9", "1.10"])
    #expect(sheets[0].standings.mapValues(\.outcome) == ["n.count": .broken])
  }

  @Test func `names a file that is neither a report nor an atlas`() {
    let error = #expect(throws: AtlasError.self) { try sheets(["schema": "other/1"]) }
    #expect(
      error?.description.hasPrefix(
        "0.json is neither a touchstone-report/1 nor a touchstone-atlas/1: "
      ) == true
    )
  }

  @Test(arguments: [
    (#"{"schema":"touchstone-atlas/1"}"#, "0.json#/sheets"),
    (
      #"{"schema":"touchstone-atlas/1","sheets":[{"gateway":"g","version":"1","judged":"","contract":3,"command":"","cases":{"fine":1}}]}"#,
      "0.json#/sheets/0/cases/fine: must be one of "
    ),
  ])
  func `names the place of what an atlas can't hold`(text: String, start: String) throws {
    let document = try JSON(parsing: text)
    let error = #expect(throws: JSONFault.self) { try sheets(document) }
    #expect(error?.description.hasPrefix(start) == true, "\(error?.description ?? "")")
  }

  @Test func `keeps nothing of a passed case but that it passed`() throws {
    let long = String(repeating: "x", count: 4_000)
    let passed = SampleReports.finding("wire/n/1", "n.count", "passed", ["actual": .string(long)])
    let failed = (1...50).map {
      SampleReports.finding("wire/n/\($0)", "n.count", "failed", ["actual": .string(long)])
    }
    let sheets = try sheets(SampleReports.report("p", "1", [passed] + failed))
    let atlas = Atlas(sheets, contract: SampleReports.contract, bugs: [])
    #expect(AtlasFile.text(atlas).utf8.count < 2_000)
  }
}
