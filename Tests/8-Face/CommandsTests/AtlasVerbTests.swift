import CanonicalJSON
import Files
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct AtlasVerbTests {
  private func report(_ gateway: String, _ version: String, _ verdict: String) -> [UInt8] {
    let text = #"""
      {"schema":"touchstone-report/1","contract":3,"gateway":{"name":"\#(gateway)","version":"\#(version)"},
      "counts":{"unrun":0},"ms":5,"findings":[{"case":"wire/n/1","requirement":"n.count","level":"published",
      "verdict":"\#(verdict)","pointer":null,"actual":1,"expected":2,"ms":null,"again":null,"side":"plan"}]}
      """#
    return Array(text.utf8)
  }

  private let home = Folder(#filePath).ancestry.first { $0.contains("golden/requirements.json") }

  @Test func `makes a site of reports, and another of that one's data and a report more`()
    async throws
  {
    let contract = try #require(home).path
    try await withTemporaryFolder { folder in
      try folder.write(report("proxy", "1.0", "failed"), to: "1.json")
      try folder.write(report("proxy", "1.1", "passed"), to: "2.json")
      let first = await touchstone(
        ["atlas", "1.json", "--out", "site", "--contract", contract],
        in: folder.path
      )
      #expect(first.code == .success, "\(first.errors)")
      #expect(
        first.output
          == "wrote site/index.html: 1 version of 1 gateway\n  proxy 1.0  no group held\n"
      )
      let second = await touchstone(
        ["atlas", "2.json", "site/atlas.json", "--out", "site", "--contract", contract, "--json"],
        in: folder.path
      )
      let told = try JSON(parsing: second.output)
      #expect(told["sheets"]?[1] == ["gateway": "proxy", "version": "1.1", "badge": "core"])
      #expect(try folder.text(of: "site/gateways/proxy.html").contains("1.0 → 1.1"))
    }
  }

  @Test func `says what is missing, and what is no report`() async throws {
    let contract = try #require(home).path
    try await withTemporaryFolder { folder in
      try folder.write(Array("{}".utf8), to: "1.json")
      let call = ["atlas", "1.json", "--contract", contract]
      #expect(
        await touchstone(call, in: folder.path).errors
          == "error: 'atlas' also needs --out FOLDER\n"
      )
      let run = await touchstone(call + ["--out", "site"], in: folder.path)
      #expect(
        run.code == .usage
          && run.errors.hasPrefix("error: 1.json is neither a touchstone-report/1 ")
      )
      #expect(!folder.contains("site"))
    }
  }

  @Test func `check names the gateway's version, and the moment it was judged`() async throws {
    let own = try JSON(parsing: await touchstone(["check", "size.law", "--json"]).output)
    #expect(own["gateway"]?["version"] == .string(Touchstone.version))
    #expect(own["run"]?["began"] == "2026-11-18T11:06:40Z")
    let told = await touchstone(["check", "size.law", "--json", "--gateway-version", "7"]).output
    #expect(try JSON(parsing: told)["gateway"]?["version"] == "7")
  }

  @Test func `merge writes a badge of a run's shards`() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(report("proxy", "1.0", "passed"), to: "1.json")
      let run = await touchstone(
        ["merge", "1.json", "--level-badge", "badge.json", "--contract", try #require(home).path],
        in: folder.path
      )
      #expect(run.code == .success)
      #expect(try JSON(parsing: folder.text(of: "badge.json"))["message"] == "core")
    }
  }

  @Test(arguments: [
    (
      ["law/", "--level-badge", "b.svg"],
      "unexpected argument 'law/' for 'check --level-badge'; leave it out"
    ),
    (
      ["--model", "flux.2-max", "--level-badge", "b.svg"],
      "'--level-badge' and '--model' can't be used together; leave one of them out"
    ),
    (
      ["--level-badge", "b.png"],
      "'--level-badge' must name a file that ends in .svg or .json, not 'b.png'"
    ),
  ])
  func `a badge speaks of the whole gateway`(words: [String], message: String) async {
    let run = await touchstone(["check"] + words)
    #expect(run.code == .usage && run.errors == "error: \(message)\n")
  }
}
