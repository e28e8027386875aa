import CanonicalJSON
import Foundation
import HTTPMessages
import HTTPTransport
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct ExploreVerbTests {
  private static let own = """
    {"sentence": "Upright is wide.", "asks": [{"size": "3:4"}, {"size": "4:3"}], "expect": "equal"}
    """

  private func project() throws -> TemporaryProject {
    try TemporaryProject([
      "touchstone/gateway.json": #"{"base": "http://127.0.0.1:9"}"#,
      "touchstone/laws/upright.json": ExploreVerbTests.own,
    ])
  }

  @Test func `the reference breaks no law, and every law is told of`() async throws {
    let project = try TemporaryProject([:])
    let run = await touchstone(
      [
        "explore", "--asks", "250", "--gateway", "reference", "--model", "flux1.1-pro", "--verbose",
      ],
      in: project.path
    )
    #expect(run.code == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("passed"))
    #expect(run.errors.contains("shapes of calls"))
  }

  @Test
  func `a law of one's own that does not hold is shrunk, written up, kept, and asked for ever`()
    async throws
  {
    let project = try project()
    let report = project.path + "/laws.json"
    let run = await touchstone(
      [
        "explore", "--law", "upright", "--asks", "30", "--gateway", "reference", "--model",
        "flux1.1-pro", "--keep", "--issue", "issue.md", "--report", "json=\(report)",
      ],
      in: project.path
    )
    #expect(run.code == .failure, "\(run.output)\(run.errors)")
    #expect(run.output.contains("law.upright"))
    #expect(run.output.contains("curl "))
    #expect(run.output.contains("again     touchstone explore --law upright --ask"))
    let json = try JSON(parsing: [UInt8](Data(contentsOf: URL(filePath: report))))
    let failed = json["findings"]?.arrayValue?.filter { $0["verdict"] == "failed" } ?? []
    let ask = failed.first?["notes"]?["ask"]
    #expect(ask?["fields"]?.objectValue?.count == 3, "\(ask?.text() ?? "")")
    let issue = try String(contentsOfFile: project.path + "/issue.md", encoding: .utf8)
    #expect(issue.contains("## To reproduce") && issue.contains("Upright is wide."))

    let kept = try #require(
      FileManager.default.enumerator(atPath: project.path + "/touchstone/golden/cases")?
        .compactMap { $0 as? String }.first { $0.hasSuffix(".json") }
    )
    #expect(kept.hasPrefix("upright/"))
    let check = await touchstone(
      ["check", "wire/law", "--gateway", "reference"],
      in: project.path
    )
    #expect(check.code == .failure, "\(check.output)\(check.errors)")
    #expect(check.output.contains("law.upright"))

    // The ask alone, as the finding says, and what is kept is asked first.
    let again = await touchstone(
      [
        "explore", "--law", "upright", "--ask", ask?.text() ?? "", "--gateway", "reference",
        "--quiet",
      ],
      in: project.path
    )
    #expect(again.code == .failure, "\(again.errors)")
    let first = await touchstone(
      ["explore", "--law", "upright", "--asks", "1", "--gateway", "reference"],
      in: project.path
    )
    #expect(first.code == .failure, "\(first.errors)")
    let frozen = await touchstone(
      [
        "explore", "--law", "upright", "--asks", "60", "--gateway", "reference", "--model",
        "flux.1-dev", "--keep",
      ],
      environment: ["CI": "true"],
      in: project.path
    )
    #expect(frozen.code == .usage)
  }

  @Test func `help explains laws, one's own among them`() async throws {
    let project = try project()
    let list = await touchstone(["help", "laws"], in: project.path)
    #expect(list.output.contains("spellings") && list.output.contains("upright"))
    let one = await touchstone(["help", "spellings"], in: project.path)
    #expect(one.output.contains("published"))
    let named = await touchstone(["help", "law.balance"], in: project.path)
    #expect(named.output.contains("ledger balances"))
  }

  @Test(arguments: [
    (["explore", "--gateway", "reference", "--law", "nonsense"], "no help on 'nonsense'"),
    (["explore", "--ask", "hello"], "--ask does not hold a request"),
    (["explore", "--seconds", "1", "--asks", "1"], "can't be used together"),
    (["explore", "--gateway", "reference", "--model", "nobody"], "serves none of these models"),
    (["reproduce", "nowhere.txt", "--gateway", "reference"], "nowhere.txt"),
  ])
  func `says what is wrong with a call`(arguments: [String], words: String) async throws {
    let project = try TemporaryProject([:])
    let run = await touchstone(arguments, in: project.path)
    #expect(run.code == .usage, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(arguments: [
    "curl -X POST https://x.test/v1/images/generations -d '{\"model\":\"fal/flux1.1-pro\",\"prompt\":\"a fox\",\"size\":\"4:3\"}'",
    #"{"model":"fal/flux1.1-pro","prompt":"a fox","size":"4:3"}"#,
    #"{"log":{"entries":[{"request":{"method":"POST","url":"https://x.test/v1/images/generations","headers":[],"postData":{"mimeType":"application/json","text":"{\"model\":\"fal/flux1.1-pro\",\"prompt\":\"a fox\",\"size\":\"4:3\"}"}},"response":{"status":500,"headers":[],"content":{}}}]}}"#,
  ])
  func `a pasted call is put, judged by requirements and laws, and held beside the reference`(
    text: String
  ) async throws {
    let project = try TemporaryProject(["call.txt": text])
    let run = await touchstone(
      ["reproduce", "call.txt", "--gateway", "reference", "--against", "reference"],
      in: project.path
    )
    #expect(run.code == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("serves it at fal/flux1.1-pro"))
    #expect(run.output.contains("size.ratio-is-aspect"))
    #expect(run.output.contains("broken    no requirement"))
    #expect(run.output.contains("0 are broken"))
    #expect(run.output.contains("fal fal-ai/flux-pro/v1.1"))
    #expect(run.output.contains("otherwise  nothing"))
  }

  @Test func `a refusal is told to be right, and why`() async throws {
    let project = try TemporaryProject([
      "call.txt": #"{"model":"fal/flux1.1-pro","prompt":"a fox","size":"huge"}"#
    ])
    let run = await touchstone(
      ["reproduce", "call.txt", "--gateway", "reference"],
      in: project.path
    )
    #expect(run.code == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("refuses it: size.malformed: "))
    #expect(run.output.contains("rightly refused"))
  }

  @Test func `an ask that broke a requirement once is one of the cases of check`() async throws {
    let ask = #"{"fields":{"model":"fal/flux1.1-pro","prompt":"a fox","size":"4:3"}}"#
    let project = try TemporaryProject([
      "touchstone/gateway.json": #"{"base": "http://127.0.0.1:9"}"#,
      "touchstone/golden/cases/size.ratio-is-aspect/one.json":
        #"{"ask":\#(ask),"requirement":"size.ratio-is-aspect"}"#,
    ])
    let run = await touchstone(
      ["check", "wire/kept", "--gateway", "reference"],
      in: project.path
    )
    #expect(run.code == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("1 passed"), "\(run.output)")
  }

  @Test func `an interrupted search tells what it found until then`() async throws {
    let project = try TemporaryProject([:])
    let run = await touchstone(
      ["explore", "--seconds", "600", "--gateway", "reference", "--model", "flux1.1-pro"],
      in: project.path,
      interruption: {}
    )
    #expect(run.code == .interrupted)
    #expect(run.output.contains("by requirement") || run.output.contains("case"))
  }
}
