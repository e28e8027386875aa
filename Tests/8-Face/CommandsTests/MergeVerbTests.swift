import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import Testing

@testable import Commands

struct MergeVerbTests {
  private func report(_ caseID: String, _ verdict: String) -> [UInt8] {
    let text = #"""
      {"schema":"touchstone-report/1","contract":1,"gateway":{"name":"g"},"counts":{"unrun":0},"ms":5,
      "findings":[{"case":"\#(caseID)","requirement":"n.count","level":"published",
      "verdict":"\#(verdict)","pointer":null,"actual":1,"expected":2,"ms":null,"again":null,
      "side":"plan"}]}
      """#
    return Array(text.utf8)
  }

  @Test func `joins shards into every kind of report and fails as they did`() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(report("b", "failed"), to: "1.json")
      try folder.write(report("a", "passed"), to: "2.json")
      let run = await touchstone(
        ["merge", "1.json", "2.json", "--report", "junit=all.xml", "--report", "html=all.html"],
        in: folder.path
      )
      #expect(run.code == .failure)
      #expect(run.output.hasSuffix("2 cases in 5 ms: 1 passed, 1 failed\n"))
      let xml = try folder.text(of: "all.xml")
      #expect(xml.contains(#"tests="2" failures="1" errors="0""#))
      let html = try folder.text(of: "all.html")
      #expect(html.hasSuffix("</html>\n"))
    }
  }

  @Test func `points code scanning at no file that whoever reads it lacks`() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(report("b", "failed"), to: "1.json")
      _ = await touchstone(["merge", "1.json", "--report", "sarif=all.sarif"], in: folder.path)
      let sarif = try JSON(parsing: folder.text(of: "all.sarif"))
      let location = sarif["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]
      #expect(location?["artifactLocation"]?["uri"] == "all.sarif")
    }
  }

  @Test func `annotates where GitHub runs it`() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(report("b", "failed"), to: "1.json")
      let github = ["GITHUB_ACTIONS": "true"]
      let run = await touchstone(["merge", "1.json"], environment: github, in: folder.path)
      #expect(run.output.hasPrefix("::error title=n.count (published)%3A 1 failed::b%0A"))
      let json = await touchstone(
        ["merge", "1.json", "--json"],
        environment: github,
        in: folder.path
      )
      #expect(try JSON(parsing: json.output)["counts"]?["failed"] == 1)
    }
  }

  @Test(arguments: [
    ("{", "is no JSON: "), (#"{"schema": "\ud800"}"#, "a surrogate escape without its other half"),
    ("{}", "is no touchstone-report/1: merge what --report json=FILE wrote\n"),
  ])
  func `refuses what is no report`(text: String, message: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write(Array(text.utf8), to: "1.json")
      let run = await touchstone(["merge", "1.json"], in: folder.path)
      #expect(run.code == .usage)
      #expect(run.errors.hasPrefix("error: 1.json is no ") && run.errors.contains(message))
    }
  }
}
