import Terminal
import Files
import Contract
import Catalog
import Conformance
import TestSupport
import Testing

@testable import Commands

/// The profiles of other people's gateways that come along.
@Suite(.heavy)
struct ShippedGatewayTests {
  private static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
  private static let names = Folder(root).files(under: "golden/gateways", suffix: ".json")
    .filter { $0 != BugReport.file }
    .compactMap { $0.split(separator: "/").last?.dropLast(5) }.map(String.init)

  @Test func `four come along`() {
    let names: Set = ["image-api-openai", "litellm", "litellm-openai", "openai-forward"]
    #expect(Set(ShippedGatewayTests.names) == names)
  }

  /// Where the catalog has an offer only on request, as at SiliconFlow, its example is laid beside.
  private static func listing(of name: String) async throws -> CapturedRun {
    let words = ["check", "wire", "--list", "--gateway", name]
    guard name == "image-api-openai" else { return await touchstone(words, in: root) }
    let project = try TemporaryProject()
    for file in try ExampleProvider("siliconflow").files {
      try project.write(file.text, to: file.name)
    }
    return await touchstone(words + ["--catalog", project.path + "/catalog"], in: root)
  }

  @Test(arguments: names) func `each can be judged by its name`(name: String) async throws {
    let run = try await ShippedGatewayTests.listing(of: name)
    #expect(run.code == .success, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count > 400)
  }

  @Test(arguments: names) func `each expects only what the contract demands, at what it has`(
    name: String
  ) async throws {
    let folder = Folder(ShippedGatewayTests.root)
    let file = "golden/gateways/\(name).expected.jsonl"
    let baseline = try Baseline(parsing: folder.bytes(of: file), file: file)
    let requirements = try GoldenLayers(contract: folder).requirements()
    #expect(baseline.contract == requirements.revision)
    // What a proxy loses on the way are its answers to rulings; the other has faults.
    #expect(baseline.failures.isEmpty == (name == "openai-forward"))
    #expect(baseline.failures.allSatisfy { requirements[$0.requirement] != nil })
    let list = try await ShippedGatewayTests.listing(of: name)
    let cases = Set(
      list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    )
    let gone = baseline.failures.compactMap(\.caseID).filter { !cases.contains($0[...]) }
    #expect(gone == [])
  }
}
