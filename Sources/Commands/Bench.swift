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
  var stage: WireStage
  /// What the cases that play recordings run on.
  let recorded: RecordedStage
  /// What declared providers receive, kept and seen.
  let received: ReceivedInputs

  init(_ call: Invocation) throws {
    layers = try call.goldenLayers()
    catalog = try call.catalog()
    let contract = try layers.requirements()
    // What declared providers receive is held only where there are any.
    requirements =
      catalog.providers.isEmpty
      ? contract
      : contract.overlaid(
        by: RequirementList(revision: contract.revision, [ReceivedInputs.requirement])
      )
    planner = ReferencePlanner(catalog: catalog)
    let expected = try layers.expectedLines()
    received = try layers.receivedInputs()
    stage = WireStage(catalog: catalog, expected: expected, received: received)
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

  /// Whether the user's folder, or else the contract, holds a golden just so.
  func holds(_ bytes: [UInt8], as file: String) -> Bool { (try? layers.bytes(of: file)) == bytes }

  /// The files under golden/normalization as the reference would have them now.
  func normalizationGoldens() async throws -> [NormalizationGolden] {
    try await NormalizationGolden.all(catalog: catalog, planner: planner)
  }
}

extension GoldenLayers {
  /// What is kept of what declared providers received.
  func receivedInputs() throws -> ReceivedInputs {
    var files: [String: [UInt8]] = [:]
    for name in self.files(under: ReceivedInputs.folder, suffix: ".jsonl") {
      files[name] = try bytes(of: name)
    }
    return try ReceivedInputs(files)
  }
}
