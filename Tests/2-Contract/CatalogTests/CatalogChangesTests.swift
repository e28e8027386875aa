import Catalog
import Testing

struct CatalogChangesTests {
  private func catalog(_ text: String) throws -> ModelCatalog {
    let file = ModelCatalog.File(name: "own.json", text: text)
    return try ModelCatalog(files: [file], over: ModelCatalog.shipped())
  }

  private let dearer =
    #"{"extends": "flux.1-dev", "offers": {"fal/flux.1-dev": {"price": {"image": 1}}}}"#

  @Test func `names a model that reads otherwise, and none that only was read again`() throws {
    let shipped = try ModelCatalog.shipped()
    #expect(try catalog(dearer).changes(since: shipped) == ["model flux.1-dev changed"])
    #expect(try catalog(dearer).changes(since: catalog(dearer)) == [])
  }

  @Test func `names a provider that came, and one that went`() throws {
    let shipped = try ModelCatalog.shipped()
    let declared = try shipped.declaring([
      .init(name: "bfl.json", text: #"{"extends": "bfl", "title": "Mine"}"#)
    ])
    #expect(declared.changes(since: shipped) == ["provider bfl is new"])
    #expect(shipped.changes(since: declared) == ["provider bfl is gone"])
  }
}
