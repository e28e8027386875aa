import Terminal
import Files
import Contract
import TestSupport
import CanonicalJSON
import Catalog
import Conformance
import Sessions
import TestSupport
import Testing

@testable import Commands

@Suite(.heavy)
struct InitVerbTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  @Test func `writes a profile and a workflow, and says what comes next`() async throws {
    try await withTemporaryFolder { folder in
      let run = await touchstone(["init"], in: folder.path)
      #expect(run.code == .success)
      #expect(run.output.hasPrefix("wrote  touchstone/gateway.json\n"))
      #expect(run.output.contains("\n  touchstone check\n"))
      #expect(folder.contains(".github/workflows/touchstone.yml"))
      let next = await touchstone(["check", "wire/n", "--contract", root], in: folder.path)
      // Nobody listens where the profile points before it was filled in.
      #expect(next.code == .couldNotFindOut)
      #expect(next.errors.contains("harness → gateway"))
    }
  }

  @Test func `keeps what was there`() async throws {
    try await withTemporaryFolder(["touchstone/gateway.json": "{}"]) { folder in
      let run = await touchstone(["init"], in: folder.path)
      #expect(run.output.hasPrefix("kept   touchstone/gateway.json, which was there\n"))
      let text = try folder.text(of: "touchstone/gateway.json")
      #expect(text == "{}")
    }
  }

  /// Every member of the template, those that are switched off too.
  @Test func `the profile means what its comments say`() throws {
    let catalog = try ModelCatalog.shipped()
    let reader = ProfileReader(
      offers: catalog.offers.map(\.offer.key),
      requirements: try GoldenLayers(contract: Folder(root)).requirements().all.map(\.id)
    )
    let text = ProjectTemplate.profile
    let whole = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  \"//") && !line.hasPrefix("  \"// ") ? "  \"" + line.dropFirst(5) : line
    }.joined(separator: "\n")
    for text in [text, whole] {
      #expect(throws: Never.self) {
        try reader.profile(parsing: Array(text.utf8), file: "gateway.json", name: "g")
      }
    }
    #expect(whole != text)
  }
}
