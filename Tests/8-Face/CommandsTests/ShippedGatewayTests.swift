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

  @Test func `three come along`() {
    #expect(Set(ShippedGatewayTests.names) == ["litellm", "litellm-openai", "openai-forward"])
  }

  @Test(arguments: names) func `each can be judged by its name`(name: String) async throws {
    let run = await touchstone(
      ["check", "wire", "--list", "--gateway", name],
      in: ShippedGatewayTests.root
    )
    #expect(run.code == .success, "\(run.errors)")
    #expect(run.output.split(separator: "\n").count > 500)
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
    let list = await touchstone(
      ["check", "wire", "--list", "--gateway", name],
      in: ShippedGatewayTests.root
    )
    let cases = Set(
      list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    )
    let gone = baseline.failures.compactMap(\.caseID).filter { !cases.contains($0[...]) }
    #expect(gone == [])
  }
}
