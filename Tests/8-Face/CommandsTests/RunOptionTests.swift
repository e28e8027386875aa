import CanonicalJSON
import Contract
import Files
import Terminal
import TestSupport
import Testing

@testable import Commands

/// The options of `check` that say how a run goes and what is kept of it.
@Suite(.heavy)
struct RunOptionTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  private func check(_ arguments: String..., environment: [String: String] = [:]) async
    -> CapturedRun
  {
    await touchstone(["check"] + arguments, environment: environment, in: root)
  }

  /// A report without what differs from run to run.
  private func timeless(_ text: String) throws -> JSON {
    var report = try #require(try JSON(parsing: text).objectValue)
    report["ms"] = .null
    report["findings"] = .array(
      (report["findings"]?.arrayValue ?? []).map { finding in
        var finding = finding.objectValue ?? [:]
        finding["ms"] = .null
        return .object(finding)
      }
    )
    return .object(report)
  }

  @Test(arguments: [
    (["sizes/flux.2-max/fal/t2i/3x5"], "Did you mean 'sizes/flux.2-max/fal/t2i/3x"),
    (["sizing/flux2-max"], "Did you mean 'sizing/flux.2-max'?"),
    (["size.tabel"], "Did you mean 'size.table'?"),
    (["--model", "flux2-max"], "Did you mean '--model flux.2-max'?"),
    (["--provider", "fall"], "Did you mean '--provider fal'?"),
    (["--group", "sizez"], "Did you mean '--group sizes'?"),
    (["dance"], "see 'touchstone check --list'"),
  ])
  func `says which cases may have been meant`(words: [String], hint: String) async {
    let run = await touchstone(["check"] + words, environment: [:], in: root)
    #expect(run.code == .usage)
    #expect(run.errors.contains(hint), "\(run.errors)")
  }

  @Test func `three shards merged are one run`() async throws {
    try await withTemporaryFolder { folder in
      var names: [String] = []
      for shard in ["3/3", "1/3", "2/3"] {
        let name = folder.path(of: "\(shard.first ?? "0").json")
        names.append(name)
        let run = await check("law", "--shard", shard, "--report", "json=\(name)")
        #expect(run.code == .success, "\(run.errors)")
      }
      let merged = await touchstone(["merge", "--json"] + names, in: root)
      let whole = await check("law", "--json")
      let (one, three) = try (timeless(whole.output), timeless(merged.output))
      #expect(one == three)
      let part = await touchstone(["merge", "--json"] + names.dropLast(), in: root)
      #expect(part.code == .usage)
      #expect(
        part.errors
          == "error: the run is not whole: name the reports of shard 2/3 too, or say --partial\n"
      )
      let partial = await touchstone(["merge", "--partial", "--json"] + names.dropLast(), in: root)
      #expect(partial.code == .couldNotFindOut)
      let counts = try JSON(parsing: partial.output)["counts"]
      let unrun = try #require(counts?["unrun"]?.intValue)
      let all = try #require(try cases(of: whole.output))
      #expect(counts?["cases"]?.intValue == all - unrun)
      #expect(unrun > 0)
    }
  }

  private func cases(of report: String) throws -> Int? {
    try JSON(parsing: report)["counts"]?["cases"]?.intValue
  }

  @Test func `a merged run that somebody ended has not found out everything`() async throws {
    try await withTemporaryFolder { folder in
      let report = "json=\(folder.path(of: "ended.json"))"
      // So often that the end comes before the last of them, whatever else the machine does.
      let words = ["check", "law", "--repeat", "500", "--report", report]
      #expect(await touchstone(words, in: root, interruption: {}).code == .interrupted)
      let merged = await touchstone(["merge", folder.path(of: "ended.json")], in: root)
      #expect(merged.code == .couldNotFindOut)
    }
  }

  @Test func `a shuffled run judges the same cases in an order that its seed decides`() async throws
  {
    func order(_ arguments: String...) async throws -> [String] {
      let run = await touchstone(["check", "law", "--json"] + arguments, in: root)
      #expect(run.code == .success, "\(run.errors)")
      let findings = try #require(try JSON(parsing: run.output)["findings"]?.arrayValue)
      return findings.compactMap { $0["case"]?.stringValue }
    }
    let (plain, one, again, two) = try await (
      order(), order("--shuffle", "1"), order("--shuffle", "1"), order("--shuffle", "2")
    )
    #expect(one == again)
    #expect(one != plain && one != two)
    #expect(one.sorted() == plain.sorted() && two.sorted() == plain.sorted())
    let refused = await check("law", "--shuffle", "x")
    #expect(refused.code == .usage)
  }

  @Test func `a share may be empty, the whole may not`() async {
    let share = await check("law/flux.2-max/1x1", "--shard", "99/100", "--json")
    #expect(share.code == .success)
    let nothing = await check("no-such-case", "--shard", "1/2")
    #expect(nothing.code == .usage)
  }

  @Test func `an interrupted run tells what was judged and ends with 130`() async throws {
    let run = await touchstone(
      ["check", "law", "--json"],
      in: root,
      interruption: {}
    )
    #expect(run.code == .interrupted)
    let report = try JSON(parsing: run.output)
    let counts = try #require(report["counts"])
    let unrun = try #require(counts["unrun"]?.intValue)
    let judged = try #require(counts["cases"]?.intValue)
    let listed = await check("law", "--list")
    #expect(unrun + judged == listed.output.split(separator: "\n").count)
    #expect(counts["errored"] == 0)
  }

  @Test(.enabled(if: Folder("/dev").contains("full")))
  func `a report that can't be written costs no other`() async throws {
    try await withTemporaryFolder { folder in
      let run = await touchstone(
        [
          "check", "law/flux.2-max/list", "--contract", root, "--report", "json=/dev/full",
          "--report", "junit=report.xml",
        ],
        in: folder.path
      )
      #expect(run.code == .usage)
      #expect(run.errors.contains("/dev/full can't be written"))
      let report = try folder.text(of: "report.xml")
      #expect(report.contains("<testsuites"))
    }
  }

  @Test func `lays no golden after an interruption`() async throws {
    let files = [
      "touchstone/gateway.json": #"{"base": "http://127.0.0.1:1"}"#,
      "touchstone/golden/normalization/fal_flux.2-max.t2i.jsonl": "of yesterday\n",
    ]
    try await withTemporaryFolder(files) { folder in
      let run = await touchstone(
        ["check", "law", "--gateway", "reference", "--contract", root, "--pending", "--quiet"],
        in: folder.path,
        interruption: {}
      )
      #expect(run.code == .interrupted)
      #expect(!run.errors.contains("needs review:"))
    }
  }

  @Test func `says again with all that decides the verdict, and no key`() throws {
    let words = [
      "check", "--jobs", "3", "--gateway-key", "planted-secret", "--strict",
      "--catalog", "my models", "--contract", "/contract", "--upstream-listen", "127.0.0.1:4021",
      "--gateway", "http://127.0.0.1:1/v1",
    ]
    let parsed = try ArgumentParser(Touchstone.verbs, environment: [:]).parse(words)
    let call = try Invocation(parsed, console: CapturedConsole.silent)
    #expect(
      AgainCommand(call, deciding: GatewayOptions.deciding).options
        == "--gateway http://127.0.0.1:1/v1 --upstream-listen 127.0.0.1:4021 --strict "
        + "--contract /contract --catalog 'my models' --gateway-key \"$TOUCHSTONE_GATEWAY_KEY\""
    )
  }

  @Test(arguments: [
    (["--write-expected"], "'--write-expected' needs a profile"),
    (["--reason", "x"], "'--reason' also needs --write-expected"),
    (["--until", "2027-01-01"], "'--until' also needs --write-expected"),
  ])
  func `refuses what can't be done before the run`(options: [String], message: String) async {
    let run = await touchstone(["check", "law"] + options, in: root)
    #expect(run.code == .usage)
    #expect(run.errors.contains(message))
    #expect(run.output.isEmpty)
  }
}
