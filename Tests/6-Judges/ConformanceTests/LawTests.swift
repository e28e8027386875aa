import Contract
import Bytes
import CanonicalJSON
import Catalog
import Testing

@testable import Conformance

/// Law, catalog and published tables, compared three ways without the suite between them.
struct LawTests {
  @Test func `gives every published row`() throws {
    let rows = try contract.publishedModels().flatMap(\.rows)
    #expect(rows.count { !$0.isOffTheLaw } >= 42)
    for row in rows where !row.isOffTheLaw {
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

  @Test func `finds every published parameter in the catalog, with all that the page says of it`()
    throws
  {
    let catalog = try ModelCatalog.shipped()
    for page in try contract.publishedModels() {
      let model = try #require(catalog.model(page.model))
      let listed = model.parameters.map { parameter -> JSON in
        [
          "name": .string(parameter.name), "type": .string(parameter.kind.rawValue),
          "required": .bool(parameter.isRequired), "default": parameter.defaultValue ?? .null,
          "values": parameter.values.map { .array($0) } ?? .null,
          "modes": .array(parameter.modes.map(\.rawValue).sorted().map { .string($0) }),
          "only_at": parameter.onlyAt.map { .string($0) } ?? .null,
        ]
      }
      let differences = JSON.array(listed).differences(from: .array(page.parameters))
      #expect(differences.isEmpty, "\(page.model) \(differences)")
    }
  }

  /// The end of the ranges stands in the pages' descriptions: quality 0 to 100, strength 0 to 1.
  @Test(arguments: [
    ("output_quality", 0.0, 100.0), ("strength", 0, 1), ("n", 1, 10),
    ("output_compression", 0, 100),
  ])
  func `knows the ranges that descriptions name`(name: String, low: Double, high: Double) throws {
    for model in try ModelCatalog.shipped().models {
      guard let parameter = model.parameter(name) else { continue }
      #expect(parameter.minimum == low, "\(model.id)")
      #expect(parameter.maximum == high, "\(model.id)")
    }
  }

  @Test func `finds every published offer in the catalog, its endpoint and its price`() throws {
    let catalog = try ModelCatalog.shipped()
    for page in try contract.publishedModels() {
      let model = try #require(catalog.model(page.model))
      // Who serves it by a wire that nobody describes has no offer here.
      let offers = page.offers.filter { offer in
        let provider = offer["key"]?.stringValue?.split(separator: "/").first.map(String.init)
        return catalog.provider(provider ?? "") != nil
      }
      #expect(
        Set(model.offers.map(\.key)) == Set(offers.compactMap { $0["key"]?.stringValue })
      )
      for offer in offers {
        let found = try #require(model.offers.first { $0.key == offer["key"]?.stringValue })
        #expect(
          found.operations.keys.map(\.rawValue).sorted()
            == offer["modes"]?.arrayValue?.compactMap(\.stringValue)
        )
        for operation in found.operations.values {
          #expect(operation.endpoint == offer["endpoint"]?.stringValue)
        }
        #expect(found.level == offer["level"]?.stringValue)
        let price = offer["price"] ?? .null
        #expect(LawTests.dollars(found.price).isSameValue(as: price), "\(found.key)")
        if let source = offer["source"] { #expect(found.source == source.stringValue) }
      }
    }
  }

  private static func dollars(_ price: Price?) -> JSON {
    switch price {
    case nil: .null
    case .perImage(let cost): cost.json
    case .perMegapixel(let first, let further):
      ["first_megapixel": first.json, "further_megapixel": further.json]
    case .perToken(let prices):
      [
        "million_tokens": [
          "text": prices.text.json, "image": prices.image.json, "output": prices.output.json,
        ]
      ]
    }
  }

  @Test func `finds what the pages say of each model`() throws {
    let catalog = try ModelCatalog.shipped()
    for page in try contract.publishedModels() {
      let model = try #require(catalog.model(page.model))
      let known: JSON = [
        "name": .string(model.name), "creator": .string(model.creator),
        "family": .string(model.family), "status": .string(model.status),
        "tags": .array(model.tags.map { .string($0) }),
        "max_input_images": .integer(model.maxInputImages),
        "max_output_images": model.maxOutputImages.map(JSON.integer) ?? .null,
        "max_resolution": model.maxResolution.map { .string($0.description) } ?? .null,
        "input_modalities": .array(model.inputModalities.map { .string($0) }),
        "output_modalities": .array(model.outputModalities.map { .string($0) }),
      ]
      #expect(page.facts.count > 3)
      for fact in page.facts.members {
        #expect(known[fact.name] == fact.value, "\(page.model) \(fact.name)")
      }
    }
  }

  @Test func `a row that is off the law, or missing, is blamed`() async throws {
    let page = try #require(try contract.publishedModels().first { $0.model == "flux.2-max" })
    var wrong = page
    wrong.rows[0].width += 1
    wrong.rows.removeLast()
    let cases = LawCases(catalog: try ModelCatalog.shipped()).all([wrong])
    var blamed: [String] = []
    for item in cases where await item.judge(Session()).contains(where: { $0.outcome != .met }) {
      blamed.append(item.id)
    }
    #expect(blamed == ["law/flux.2-max/4x3-1K", "law/flux.2-max/list"])
  }
}
