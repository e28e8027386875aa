import Bytes
import Catalog
import Testing

struct ShippedCatalogTests {
  let catalog: ModelCatalog

  init() throws { catalog = try ModelCatalog.shipped() }

  @Test func `holds the eleven offers of the whole pages, in fifteen pairs of offer and mode`() {
    let whole: Set = ["flux.1-dev", "flux.1-kontext-max", "flux.2-max", "flux1.1-pro"]
    let offers = catalog.offers.filter { whole.contains($0.model.id) }
    #expect(
      offers.map(\.offer.key) == [
        "fal/flux.1-dev", "fal/flux.1-kontext-max", "fal/flux.1-kontext-max-edit",
        "fal/flux.2-max", "fal/flux.2-max-edit", "fal/flux1.1-pro",
        "fireworks/flux.1-kontext-max", "replicate/flux.1-dev", "replicate/flux.1-kontext-max",
        "replicate/flux.2-max", "replicate/flux1.1-pro",
      ]
    )
    #expect(offers.map(\.offer.operations.count).reduce(0, +) == 15)
  }

  @Test func `lists just OpenAI's own sizes off the size law`() {
    let rows = catalog.models.flatMap(\.sizes.rows).filter { !$0.isLawful }
    #expect(Set(rows.map(\.pixels.description)) == ["1024x1536", "1536x1024"])
  }
}
