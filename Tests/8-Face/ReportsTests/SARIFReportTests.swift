import CanonicalJSON
import Contract
import Reports
import Testing

struct SARIFReportTests {
  private func run(
    _ findings: [Finding],
    gateway: JSONObject = ["name": "reference"],
    places: RequirementPlaces = RequirementPlaces()
  ) throws -> JSON {
    var report = ReportKind.sarif.report(explaining: SampleRun.requirements, at: places)
    let beginning = RunBeginning(contract: 1, gateway: gateway, caseCount: findings.count)
    _ = report.record(.began(beginning))
    for finding in findings {
      _ = report.record(.finished(CaseResult(caseID: finding.caseID, findings: [finding])))
    }
    let text = report.record(.ended(RunEnding(milliseconds: 1)))
    return try #require(try JSON(parsing: text)["runs"]?[0])
  }

  private func place(_ run: JSON, _ index: Int = 0) -> String {
    let location = run["results"]?[index]?["locations"]?[0]?["physicalLocation"]
    let file = location?["artifactLocation"]?["uri"]?.stringValue ?? "nowhere"
    return "\(file):\(location?["region"]?["startLine"]?.intValue ?? 0)"
  }

  private func placeless(_ requirement: String = "n.count") -> Finding {
    var finding = SampleRun.table
    finding.requirement = requirement
    finding.place = nil
    return finding
  }

  @Test
  func `points at the expectation, or at the line of the contract that names the requirement`()
    throws
  {
    let text = "{\n  \"requirements\": [\n    {\n      \"id\": \"n.count\",\n"
    let places = RequirementPlaces(file: "golden/requirements.json", of: Array(text.utf8))
    let run = try run([SampleRun.table, placeless(), placeless("n.other")], places: places)
    #expect(place(run) == "golden/expected/replicate_flux.1-kontext-max.t2i.jsonl:1")
    #expect(place(run, 1) == "golden/requirements.json:4")
    #expect(place(run, 2) == "golden/requirements.json:1")
  }

  @Test func `points at the profile of a gateway that has none of our files, and at its own`()
    throws
  {
    let gateway: JSONObject = [
      "name": "mine", "profile": ["file": "touchstone/gateway.json", "line": 3],
    ]
    let run = try run([SampleRun.table, placeless(), SampleRun.delivered], gateway: gateway)
    #expect((0..<2).allSatisfy { place(run, $0) == "touchstone/gateway.json:3" })
    #expect(place(run, 2) == "touchstone/expected.jsonl:7")
  }

  @Test func `points at the report where the reader has neither the contract nor a profile`() throws
  {
    let gateway: JSONObject = [
      "name": "mine",
      "profile": ["file": "/usr/share/touchstone/golden/gateways/a.json", "line": 3],
    ]
    for (told, file) in [
      ("reports/run.sarif", "reports/run.sarif"), ("/tmp/run.sarif", "run.sarif"),
    ] {
      let run = try run(
        [SampleRun.table, placeless(), SampleRun.delivered],
        gateway: gateway,
        places: RequirementPlaces(insteadOfContract: told)
      )
      #expect((0..<2).allSatisfy { place(run, $0) == "\(file):1" })
      #expect(place(run, 2) == "touchstone/expected.jsonl:7")
    }
  }

  @Test func `tells results at one line apart, as GitHub does`() throws {
    let run = try run([placeless(), placeless("n.other")])
    let hashes = (0..<2).compactMap {
      run["results"]?[$0]?["partialFingerprints"]?["primaryLocationLineHash"]?.stringValue
    }
    #expect(Set(hashes).count == 2)
  }

  @Test func `gives each rule the texts that GitHub asks for, explained or not`() throws {
    let run = try run([placeless(), placeless("n.other")])
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.arrayValue)
    #expect(rules.count == 2)
    #expect(rules[0]["helpUri"] == "https://example.com/model")
    #expect(rules[1]["helpUri"] == nil)
    for rule in rules {
      for member in ["shortDescription", "fullDescription", "help"] {
        #expect(rule[member]?["text"]?.stringValue?.isEmpty == false, "\(member)")
      }
    }
  }

  @Test func `keeps as many results as GitHub does, the worst of them, and counts the others`()
    throws
  {
    let many = (0..<5_003).map { index in
      var finding = placeless()
      finding.caseID = "sizes/\(index)"
      finding.verdict = index < 3 ? .differs : .failed
      return finding
    }
    let run = try run(many)
    let results = try #require(run["results"]?.arrayValue)
    #expect(results.count == 5_000)
    #expect(results.allSatisfy { $0["level"] == "error" })
    let notes = run["invocations"]?[0]?["toolExecutionNotifications"]
    #expect(notes?[0]?["message"]?["text"] == "3 more are in the other reports")
  }
}
