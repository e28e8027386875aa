import Catalog
import Testing

struct ShippedCatalogTests {
  let catalog: ModelCatalog

  init() throws { catalog = try ModelCatalog.shipped() }

  @Test func `holds just the eleven offers, in fifteen pairs of offer and mode`() {
    #expect(
      catalog.offers.map(\.offer.key) == [
        "fal/flux.1-dev", "fal/flux.1-kontext-max", "fal/flux.1-kontext-max-edit",
        "fal/flux.2-max", "fal/flux.2-max-edit", "fal/flux1.1-pro",
        "fireworks/flux.1-kontext-max", "replicate/flux.1-dev", "replicate/flux.1-kontext-max",
        "replicate/flux.2-max", "replicate/flux1.1-pro",
      ]
    )
    #expect(catalog.offers.map(\.offer.operations.count).reduce(0, +) == 15)
  }

  @Test func `lists no row off the size law`() {
    #expect(catalog.models.flatMap(\.sizes.rowsOffTheLaw).isEmpty)
  }
}
