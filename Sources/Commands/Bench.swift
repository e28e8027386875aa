import Catalog
import Conformance
import Goldens

/// All that judging plans needs, put together from the folders that a call names.
struct Bench {
  let layers: GoldenLayers
  let catalog: Catalog
  let requirements: RequirementList
  let planner: ReferencePlanner
  let suite: Suite

  init(_ call: Invocation) throws {
    layers = try call.goldenLayers()
    catalog = try call.catalog()
    requirements = try layers.requirements()
    planner = ReferencePlanner(catalog: catalog)
    suite = Suite.plans(
      catalog: catalog,
      expected: try layers.expectedLines(),
      published: try layers.publishedModels(),
      planner: planner
    )
  }

  /// The files under golden/normalization as the reference would have them now.
  func normalizationGoldens() async throws -> [NormalizationGolden] {
    try await NormalizationGolden.all(catalog: catalog, planner: planner)
  }
}
