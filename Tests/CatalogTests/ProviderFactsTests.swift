import Catalog
import Testing

struct ProviderFactsTests {
  @Test func `names each provider and fills in the paths of its calls`() throws {
    let facts = try ProviderFacts.shipped()
    #expect(facts.map(\.name) == ["fal", "fireworks", "replicate"])
    #expect(
      facts[2].path("submit", filling: ["endpoint": "black-forest-labs/flux-dev"])
        == "/v1/models/black-forest-labs/flux-dev/predictions"
    )
    #expect(
      facts[0].path("status", filling: ["app": "fal-ai/flux-pro", "id": "7"])
        == "/fal-ai/flux-pro/requests/7/status"
    )
    #expect(facts[0].path("upload", filling: [:]) == nil)
  }
}
