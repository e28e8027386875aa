import Catalog
import Conformance
import Goldens

/// All that judging plans needs, put together from the folders that a call names.
struct Bench {
  let layers: GoldenLayers
  let catalog: ModelCatalog
  let requirements: RequirementList
  let planner: ReferencePlanner
  /// The cases that ask the planner.
  let plans: Suite
  /// What the cases that ask a gateway run on.
  let stage: WireStage
  /// What the cases that play recordings run on.
  let recorded: RecordedStage

  init(_ call: Invocation) throws {
    layers = try call.goldenLayers()
    catalog = try call.catalog()
    requirements = try layers.requirements()
    planner = ReferencePlanner(catalog: catalog)
    let expected = try layers.expectedLines()
    stage = WireStage(catalog: catalog, expected: expected)
    recorded = try RecordedStage(layers, catalog: catalog)
    plans = Suite.plans(
      catalog: catalog,
      expected: expected,
      published: try layers.publishedModels(),
      planner: planner
    )
  }

  /// Every case there is, for lists; those that ask a gateway can't be run.
  var suite: Suite { Suite(plans.cases + stage.listed().cases + recorded.reference.cases) }

  /// The files under golden/normalization as the reference would have them now.
  func normalizationGoldens() async throws -> [NormalizationGolden] {
    try await NormalizationGolden.all(catalog: catalog, planner: planner)
  }
}
