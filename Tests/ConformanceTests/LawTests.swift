import Catalog
import Goldens
import Testing

@testable import Conformance

/// Law, catalog and published tables, compared three ways without the suite between them.
struct LawTests {
  @Test func `gives every published row`() throws {
    let rows = try contract.publishedModels().flatMap(\.rows)
    #expect(rows.count == 42)
    for row in rows {
      let ratio = try #require(SizeText.ratio(row.aspectRatio))
      let base = try #require(SizeText.base(row.resolution))
      let size = SizeRules().lawful(ratio: ratio, base: base)
      #expect(size == (row.width, row.height), "\(row)")
    }
  }

  /// Rows of another model's page at 2K.
  @Test(arguments: [
    ("1:1", 2048, 2048), ("4:3", 2365, 1774), ("16:9", 2731, 1536),
  ])
  func `holds at other scales`(ratio: String, width: Int, height: Int) throws {
    let size = SizeRules().lawful(ratio: try #require(SizeText.ratio(ratio)), base: 2048)
    #expect(size == (width, height))
  }

  @Test func `finds the published rows in the catalog, in their order`() throws {
    let catalog = try ModelCatalog.shipped()
    for page in try contract.publishedModels() {
      let model = try #require(catalog.model(page.model))
      #expect(
        model.sizes.rows.map {
          "\($0.pixels.width) \($0.pixels.height) \($0.ratio.text) \($0.tier.name)"
        } == page.rows.map { "\($0.width) \($0.height) \($0.aspectRatio) \($0.resolution)" }
      )
      #expect(model.sizes.takesAuto == page.listsAuto)
      #expect(model.sizes.custom == page.custom)
    }
  }

  @Test func `a row that is off the law, or missing, is blamed`() async throws {
    let page = try #require(try contract.publishedModels().first { $0.model == "flux.2-max" })
    var wrong = page
    wrong.rows[0].width += 1
    wrong.rows.removeLast()
    let cases = LawCases(catalog: try ModelCatalog.shipped()).all([wrong])
    var blamed: [String] = []
    for item in cases where await item.judge().contains(where: { $0.outcome != .met }) {
      blamed.append(item.id)
    }
    #expect(blamed == ["law/flux.2-max/4x3-1K", "law/flux.2-max/list"])
  }
}
