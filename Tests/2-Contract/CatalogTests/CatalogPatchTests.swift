import CanonicalJSON
import Testing

@testable import Catalog

/// `extends`: a model's file with a patch laid over it.
struct CatalogPatchTests {
  private func extended(_ patch: String) throws -> Model {
    let file = ModelCatalog.File(name: "p.json", text: patch)
    let catalog = try ModelCatalog(files: [file], over: ModelCatalog.shipped())
    return try #require(catalog.model("flux1.1-pro"))
  }

  @Test func `adds a parameter and leaves the others`() throws {
    let model = try extended(
      #"""
      {"extends": "flux1.1-pro", "parameters": {
        "style": {"type": "string", "values": ["raw"]}, "strength": null
      }}
      """#
    )
    let before = try #require(ModelCatalog.shipped().model("flux1.1-pro")).parameters.map(\.name)
    #expect(model.parameters.map(\.name) == before.filter { $0 != "strength" } + ["style"])
    #expect(model.parameter("style")?.values == ["raw"])
  }

  @Test func `adds an offer, changes one deep inside, and removes one`() throws {
    let model = try extended(
      #"""
      {"extends": "flux1.1-pro", "offers": {
        "replicate/flux1.1-pro": null,
        "fal/flux1.1-pro": {"price": {"image": 0.05}, "operations": {"t2i": {
          "fields": {"seed": {"max": 9}, "sync_mode": null, "style": {"type": "string"}}}}},
        "acme/flux1.1-pro": {"operations": {"t2i": {
          "endpoint": "flux", "fields": {"prompt": {"type": "string", "required": true}}}}}
      }}
      """#
    )
    #expect(model.offers.map(\.key) == ["fal/flux1.1-pro", "acme/flux1.1-pro"])
    #expect(model.offers[0].price == .perImage(Money(millionths: 50_000)))
    let operation = try #require(model.offers[0].operations[.textToImage])
    #expect(operation.field("seed")?.maximum == 9)
    #expect(operation.field("sync_mode") == nil)
    #expect(operation.fields.last?.name == "style")
  }

  @Test(arguments: [
    (#"{"name": "other"}"#, #"{"name": "other"}"#), (#"{"creator": null}"#, #"{"creator": null}"#),
    (
      #"{"offers": {"fal/flux1.1-pro": {"price": {"image": 0.05}}, "replicate/flux1.1-pro": null}}"#,
      #"{"offers": {"replicate/flux1.1-pro": null, "fal/flux1.1-pro": {"price": {"image": 0.05}}}}"#
    ),
    (
      #"{"parameters": {"style": {"type": "string"}}}"#,
      #"{"parameters": {"style": {"type": "string"}}}"#
    ),
    (#"{"sizes": {"auto": true}}"#, #"{"sizes": {"auto": true}}"#),
  ])
  func `a patch is found again in what it made`(_ patch: String, _ found: String) throws {
    let catalog = try ModelCatalog.shipped()
    let base = catalog.document(of: try #require(catalog.model("flux1.1-pro")))
    let new = CatalogPatch.merged(base, try JSON(parsing: patch))
    #expect(CatalogPatch.difference(from: base, to: new) == (try JSON(parsing: found)))
    #expect(CatalogPatch.difference(from: base, to: base) == nil)
  }

  @Test func `a list in another order is told whole`() throws {
    let catalog = try ModelCatalog.shipped()
    let base = catalog.document(of: try #require(catalog.model("flux1.1-pro")))
    var new = try #require(base.objectValue)
    let turned = JSON.array(try #require(base["parameters"]?.arrayValue).reversed())
    new["parameters"] = turned
    #expect(CatalogPatch.difference(from: base, to: .object(new)) == ["parameters": turned])
  }

  @Test func `a list replaces a list, as the standard says`() throws {
    let model = try extended(#"{"extends": "flux1.1-pro", "parameters": ["prompt", "n"]}"#)
    #expect(model.parameters.map(\.name) == ["prompt", "n"])
    #expect(model.parameter("n")?.maximum == 10)
  }

  @Test func `a file may come before the one that it extends`() throws {
    let files = [
      ModelCatalog.File(name: "a", text: #"{"extends": "z", "name": "late"}"#),
      ModelCatalog.File(
        name: "b",
        text: #"""
          {"id": "z", "modes": ["t2i"], "sizes": {"ratios": ["1:1"], "tiers": ["1K"]},
           "parameters": ["prompt"], "offers": {}, "undecided": {"/sizes": "a guess"}}
          """#
      ),
    ]
    let model = try #require(ModelCatalog(files: files).model("z"))
    #expect(model.name == "late")
    #expect(model.undecided == [Undecided(pointer: "/sizes", why: "a guess")])
  }

  @Test func `what has been decided is taken out with null`() throws {
    let base = #"""
      {"id": "z", "modes": ["t2i"], "sizes": {"ratios": ["1:1"], "tiers": ["1K"]},
       "parameters": ["prompt"], "offers": {}, "undecided": {"/sizes": "a guess"}}
      """#
    let files = [
      ModelCatalog.File(name: "a", text: base),
      ModelCatalog.File(name: "b", text: #"{"extends": "z", "undecided": {"/sizes": null}}"#),
    ]
    #expect(try ModelCatalog(files: files).model("z")?.undecided == [])
  }

  static let faults: [(String, String)] = [
    (#"{"extends": "flux.9"}"#, #"p.json#/extends: there is no model "flux.9" to extend"#),
    (
      #"{"extends": "flux1.1-pro", "parameters": ["sizzle"]}"#,
      #"p.json#/parameters/0: must be one of "#
    ),
    (
      #"{"extends": "flux1.1-pro", "undecided": {"sizes": "x"}}"#,
      #"p.json#/undecided/sizes: "sizes" is not a JSON pointer into this file"#
    ),
    (
      #"""
      {"extends": "flux1.1-pro", "offers": {"a/b": {"operations": {"edit": {"like": "t2i"}}}}}
      """#,
      #"p.json#/offers/2/operations/edit/like: must be one of "#
    ),
  ]

  @Test(arguments: faults)
  func `names what is wrong with a patch`(_ patch: String, _ message: String) throws {
    let error = #expect(throws: JSONFault.self) { try extended(patch) }
    #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
  }
}
