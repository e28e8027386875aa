import CanonicalJSON
import Foundation
import Mapping
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct MapVerbTests {
  /// A file of a kept map whose row for 16:9 says something that the reference does not do.
  private static func spoilt(_ text: String) -> String {
    text.replacing("\"1365x768 jpeg\"", with: "\"1344x768 jpeg\"")
  }

  @Test func `learns a model, keeps its map, and holds the gateway to it`() async throws {
    let project = try TemporaryProject([:])
    let maps = project.path + "/maps"
    let learned = await touchstone(
      ["map", "flux1.1-pro", "--gateway", "reference", "--maps", maps],
      in: project.path
    )
    #expect(learned.code == .success, "\(learned.errors)")
    #expect(learned.output.contains("fal/flux1.1-pro t2i → fal fal-ai/flux-pro/v1.1"))
    #expect(learned.output.contains("size of a square"))
    #expect(learned.output.contains("wrote maps/flux1.1-pro.json"))
    #expect(learned.errors.contains("fal/flux1.1-pro t2i: "))

    let held = await touchstone(
      ["map", "--check", "--gateway", "reference", "--maps", maps],
      in: project.path
    )
    #expect(held.code == .success, "\(held.output)")
    #expect(held.output.contains("by requirement"))

    // The same again leaves the file as it is.
    let file = maps + "/flux1.1-pro.json"
    let before = try String(contentsOfFile: file, encoding: .utf8)
    let again = await touchstone(
      ["map", "flux1.1-pro", "--quiet", "--gateway", "reference", "--maps", maps],
      in: project.path
    )
    #expect(again.output.contains("unchanged: maps/flux1.1-pro.json"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == before)

    try MapVerbTests.spoilt(before).write(toFile: file, atomically: true, encoding: .utf8)
    let report = project.path + "/report.json"
    let changed = await touchstone(
      ["map", "--check", "--gateway", "reference", "--maps", maps, "--report", "json=\(report)"],
      in: project.path
    )
    #expect(changed.code == .failure)
    #expect(changed.output.contains("failed: map/fal/flux1.1-pro/t2i/"))
    #expect(changed.output.contains("expected  \"1344x768 jpeg\""))
    #expect(changed.output.contains("touchstone map --check 'map/fal/flux1.1-pro/t2i/"))
    let json = try JSON(parsing: [UInt8](Data(contentsOf: URL(filePath: report))))
    let failed = json["findings"]?.arrayValue?.filter { $0["verdict"] == "failed" } ?? []
    #expect(failed.allSatisfy { $0["requirement"] == "map.size" && $0["again"] != nil })
    #expect(!failed.isEmpty)

    // One ask alone, as `again` says it.
    let one = await touchstone(
      [
        "map", "--check", "map/fal/flux1.1-pro/t2i/size=16:9", "--gateway", "reference", "--maps",
        maps,
      ],
      in: project.path
    )
    #expect(one.code == .failure)
    #expect(one.output.contains("1 case"))
  }

  @Test func `lays a changed map beside the old one, for golden to review`() async throws {
    let project = try TemporaryProject([
      "touchstone/gateway.json": #"{"base": "http://127.0.0.1:9"}"#
    ])
    let arguments = ["map", "flux1.1-pro", "--quiet", "--gateway", "reference", "--maps"]
    let maps = project.path + "/touchstone/map"
    _ = await touchstone(arguments + [maps], in: project.path)
    let file = maps + "/flux1.1-pro.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try MapVerbTests.spoilt(text).write(toFile: file, atomically: true, encoding: .utf8)
    let second = await touchstone(arguments + [maps], in: project.path)
    #expect(second.output.contains("needs review: touchstone/map/flux1.1-pro.json"))
    let status = await touchstone(["golden", "status"], in: project.path)
    #expect(status.output.contains("map/flux1.1-pro.json"))
    #expect(status.code == .needsPerson)
    let difference = await touchstone(["golden", "diff", "map/"], in: project.path)
    #expect(difference.output.contains("1344x768 jpeg"))
    let accepted = await touchstone(["golden", "accept", "map/"], in: project.path)
    #expect(accepted.output == "accepted map/flux1.1-pro.json\n")
    let now = try GatewayMap(parsing: [UInt8](Data(contentsOf: URL(filePath: file))), file: file)
    #expect(now.offers[0].rows.contains { $0.since != nil })
  }

  @Test func `prints a map as JSON and keeps nothing`() async throws {
    let project = try TemporaryProject([:])
    let run = await touchstone(
      ["map", "flux1.1-pro", "--json", "--quiet", "--gateway", "reference"],
      in: project.path
    )
    let map = try GatewayMap(parsing: Array(run.output.utf8), file: "-")
    #expect(map.offers.map(\.model) == ["fal/flux1.1-pro", "replicate/flux1.1-pro"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: project.path) == ["touchstone"])
  }

  @Test func `says what to do where there is no map, no model, no gateway`() async throws {
    let project = try TemporaryProject([:])
    let none = await touchstone(["map", "--check", "--gateway", "reference"], in: project.path)
    #expect(none.code == .usage)
    #expect(none.errors.contains("'touchstone map MODEL' learns one"))
    let unknown = await touchstone(
      ["map", "nobody", "--quiet", "--gateway", "reference"],
      in: project.path
    )
    #expect(unknown.code == .usage)
    #expect(unknown.errors.contains("serves none of these models"))
    let away = await touchstone(["map", "flux.2-max", "--gateway", "http://127.0.0.1:1/v1"])
    #expect(away.code == .couldNotFindOut)
    let fast = await touchstone(["map", "--fast"], in: project.path)
    #expect(fast.errors.contains("'--fast' also needs --check"))
  }
}
