import Terminal
import TestSupport
import CanonicalJSON
import Catalog
import Foundation
import HTTPMessages
import HTTPTransport
import Recordings
import Sessions
import Testing

@testable import Commands

/// Black Forest Labs with offers of the user's own: checked through the reference, and put on record.
@Suite(.heavy)
struct DeclaredProviderVerbTests {
  /// What a new provider must show: work and refusals, batches, formats, edits, sizes.
  private static let shown = [
    "wire/n/flux.2-max", "wire/error/flux.2-max", "wire/format/flux.2-max", "wire/edit/flux.2-max",
    "sizing/flux.2-max",
  ]

  @Test func `the example is put in place, and checked on both sides`() async throws {
    let project = try TemporaryProject()
    let path = project.path
    let written = await touchstone(["catalog", "example", "bfl"], in: path)
    #expect(written.code == .success, "\(written.errors)")
    #expect(await touchstone(["catalog", "check"], in: path).code == .success)
    let again = await touchstone(["catalog", "example", "bfl"], in: path)
    #expect(again.errors.hasSuffix("already exists; use --force to overwrite it\n"))

    let words =
      ["check", "--gateway", "reference"] + DeclaredProviderVerbTests.shown + [
        "--provider", "bfl", "--json",
      ]
    let check = await touchstone(words, in: path)
    #expect(check.code == .success, "\(check.output.suffix(2_000))")
    let counts = try JSON(parsing: check.output)["counts"]
    #expect((counts?["passed"]?.intValue ?? 0) > 60)
  }

  @Test(arguments: ["azure", "siliconflow", "together", "xai"])
  func `the others' examples are judged as well`(provider: String) async throws {
    let project = try TemporaryProject()
    let written = await touchstone(["catalog", "example", provider], in: project.path)
    #expect(written.output.contains("'touchstone check --provider\n\(provider)' judges it"))
    let check = await touchstone(
      ["check", "wire/n", "wire/format", "--provider", provider, "--gateway", "reference"],
      in: project.path
    )
    #expect(check.code == .success, "\(check.output.suffix(2_000))")
  }

  @Test func `what it receives is proposed, accepted, and held`() async throws {
    let project = try TemporaryProject()
    let path = project.path
    _ = await touchstone(["catalog", "example", "bfl"], in: path)
    let only = ["wire/declared", "--provider", "bfl", "--gateway", "reference"]
    let first = await touchstone(["check"] + only + ["--pending"], in: path)
    #expect(first.output.contains("skipped"))
    let golden = "golden/providers/bfl_flux.1-kontext-max.t2i.jsonl"
    #expect(first.errors.contains("needs review: \(golden)\n"))
    let accepted = await touchstone(["golden", "accept", "providers"], in: path)
    #expect(accepted.output.contains("accepted \(golden)\n"))
    let lines = try project.text(of: "touchstone/\(golden)").split(separator: "\n")
    #expect(
      lines.contains(
        #"{"received":[{"aspect_ratio":"4:5","prompt":"a red cube on a white table"}],"#
          + #""request":{"size":"916x1145"},"status":200}"#
      )
    )
    let held = await touchstone(["check"] + only, in: path)
    #expect(held.code == .success)
    #expect(!held.output.contains("skipped"))

    let patch = try project.text(of: "touchstone/catalog/flux.1-kontext-max.bfl.json")
    try project.write(
      patch.replacing(#""4:3", "4:5", "5:4","#, with: #""4:3", "5:4","#),
      to: "touchstone/catalog/flux.1-kontext-max.bfl.json"
    )
    let changed = await touchstone(["check"] + only, in: path)
    #expect(changed.code == .failure)
    #expect(changed.output.contains("upstream  /received/0/aspect_ratio"))
    #expect(changed.output.contains(#"expected  "4:5""#))
  }

  @Test func `it is put on record, and played again`() async throws {
    let project = try TemporaryProject()
    let path = project.path
    _ = await touchstone(["catalog", "example", "bfl"], in: path)
    let record = ["record", "bfl/flux1.1-pro", "--upstream", "stubs", "--recordings", "r"]
    let recorded = await touchstone(record, in: path)
    #expect(recorded.code == .success, "\(recorded.errors)")
    #expect(recorded.output.contains("bfl/flux1.1-pro/queue: 200, 5 exchanges"))
    #expect(recorded.output.contains("bfl/flux1.1-pro/invalid: 422, 1 exchange"))

    let example = try ExampleProvider("bfl")
    let kept = try RecordingStore("\(path)/r").load("bfl/flux1.1-pro/success")
    let replayer = Replayer(
      [("success", kept)],
      options: ReplayOptions(hosts: ServiceHosts(try example.catalog().everyProvider)),
      clock: LoopWaiting()
    )
    let order = try #require(kept.entries.first).request
    #expect(order.url == "https://api.bfl.ai/v1/flux-pro-1.1")
    let request = try #require(
      HTTPRequest(
        .post,
        url: "http://127.0.0.1:4022/bfl/v1/flux-pro-1.1",
        fields: order.fields,
        body: order.body
      )
    )
    let answer = try JSON(parsing: try await replayer.respond(to: request).body.collected())
    let poll = try #require(answer["polling_url"]?.stringValue)
    #expect(poll.hasPrefix("http://127.0.0.1:4022/bfl-poll/v1/get_result?id="))
    let again = try #require(HTTPRequest(.get, url: poll))
    let ready = try JSON(parsing: try await replayer.respond(to: again).body.collected())
    #expect(ready["status"] == "Ready")
  }

  @Test func `a changed catalog shows as a golden diff`() async throws {
    let project = try TemporaryProject()
    try project.write(
      #"{"extends": "flux1.1-pro", "offers": {"fal/flux1.1-pro": {"price": {"image": 0.05}}}}"#,
      to: "touchstone/catalog/cheaper.json"
    )
    let path = project.path
    let golden = "golden/normalization/fal_flux1.1-pro.t2i.jsonl"
    let status = await touchstone(["golden", "status"], in: path)
    #expect(status.code == .needsPerson)
    #expect(status.output.contains("outdated  \(golden)\n"))
    #expect(!status.output.contains("fal_flux.2-max"))
    let run = await touchstone(["check", "law", "--pending", "--gateway", "reference"], in: path)
    #expect(run.errors.hasPrefix("needs review: \(golden)\n"))
    let diff = await touchstone(["golden", "diff"], in: path)
    #expect(diff.output.hasPrefix("--- \(golden)\n+++ \(golden).new\n"))
    let removed = diff.output.split(separator: "\n").filter { $0.hasPrefix("-{") }
    #expect(removed.contains { $0.contains(#""cost":0.04"#) })
    #expect(diff.output.contains(#""cost":0.05"#))
  }

  @Test func `version counts revisions and models, and knows a changed catalog`() async throws {
    let project = try TemporaryProject()
    let plain = try JSON(parsing: await touchstone(["version", "--json"]).output)
    #expect(plain["revisions"]?[0]?["revision"] == 1)
    #expect((plain["revisions"]?[0]?["requirements"]?.intValue ?? 0) > 50)
    let catalog = try ModelCatalog.shipped()
    let offers = catalog.offers.count
    #expect(plain["catalog"]?["offers"] == .integer(offers))
    _ = await touchstone(["catalog", "example", "bfl"], in: project.path)
    let own = try JSON(parsing: await touchstone(["version", "--json"], in: project.path).output)
    #expect(own["catalog"]?["offers"] == .integer(offers + 4))
    #expect(own["catalog"]?["providers"] == [])
    #expect(own["catalog"]?["sha256"] != plain["catalog"]?["sha256"])
    let text = await touchstone(["version"], in: project.path).output
    let models = catalog.models.count
    #expect(text.contains("  catalog     \(models) models, \(offers + 4) offers, "))
    try project.write(#"{"extends": "bfl", "title": "B"}"#, to: "touchstone/providers/bfl.json")
    let declared = await touchstone(["version"], in: project.path).output
    #expect(declared.contains("\(offers + 4) offers, 1 declared provider, "))
  }
}
