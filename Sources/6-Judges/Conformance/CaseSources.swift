package import Contract
package import Catalog

/// Everything that cases are made of: models, requirements, what people wrote down, what was recorded.
package struct CaseSources: Sendable {
  package let layers: GoldenLayers
  package let catalog: ModelCatalog
  package private(set) var requirements: RequirementList
  package let expected: [ExpectedLine]
  package let responses: [ResponseGolden]
  /// The inputs that declared providers receive, kept and seen.
  package let received: ReceivedInputs
  private let published: [PublishedModel]
  /// Cases that a project has beside those that are made here, for a gateway with this profile.
  private var added: [@Sendable (GatewayProfile?) -> [Case]] = []

  package init(_ layers: GoldenLayers, _ catalog: ModelCatalog) throws {
    self.layers = layers
    self.catalog = catalog
    let contract = try layers.requirements()
    // What providers beside those of the pages receive is held only where there are any.
    requirements =
      catalog.furtherProviders.isEmpty
      ? contract
      : contract.overlaid(
        by: RequirementList(revision: contract.revision, [ReceivedInputs.requirement])
      )
    expected = try layers.expectedLines()
    published = try layers.publishedModels()
    received = try layers.receivedInputs()
    responses = try layers.responseGoldens()
  }

  /// The cases that judge plans.
  package func plans(in scope: SuiteScope = .everything) -> Suite {
    Suite.plans(
      catalog: catalog,
      expected: expected,
      published: published,
      requirements: requirements,
      in: scope
    )
  }

  /// The cases that ask a gateway over its two sides; of a profile's gateway, those that are for it.
  package func wire(
    _ profile: GatewayProfile? = nil,
    in scope: SuiteScope = .everything
  ) -> Suite {
    let own = Suite.wire(
      catalog: catalog,
      expected: expected,
      requirements: requirements,
      providers: judgedProviders,
      profile: profile,
      received: received,
      in: scope
    )
    let suite = added.isEmpty ? own : Suite(own.cases + added.flatMap { $0(profile) })
    return profile?.narrowed(suite, requirements) ?? suite
  }

  /// Every case that there is for the reference.
  package var whole: Suite { reference(in: .everything) }

  /// The cases for the reference that a call may mean.
  package func reference(in scope: SuiteScope) -> Suite {
    let responses = CaseSection(["responses"]) { _ in
      Suite.responses(self.responses, isReference: true).cases
    }
    return Suite(
      plans(in: scope).cases + wire(in: scope).cases + responses.cases(in: scope)
    )
  }

  /// The same with cases of a project's own, and what these hold a gateway to.
  package func adding(
    _ held: [Requirement],
    cases: @escaping @Sendable (GatewayProfile?) -> [Case]
  ) -> CaseSources {
    var sources = self
    sources.added.append(cases)
    sources.requirements = requirements.overlaid(
      by: RequirementList(revision: requirements.revision, held)
    )
    return sources
  }

  /// The providers whose stubs are whole enough to judge by: the shipped ones, and declared ones as far as
  /// their files go.
  package var judgedProviders: Set<String> {
    Set(catalog.everyProvider.map(\.name))
  }

  /// The offers that a gateway has in each of their modes, by the names that it gives them.
  package func places(_ profile: GatewayProfile?) -> [OfferInMode] {
    Suite.places(in: catalog, of: judgedProviders, profile)
  }

  /// Whether the user's folder, or else the contract, holds a golden with exactly these bytes.
  package func holds(_ bytes: [UInt8], as file: String) -> Bool {
    (try? layers.bytes(of: file)) == bytes
  }
}

extension GoldenLayers {
  /// Reads the inputs that are kept of declared providers.
  func receivedInputs() throws -> ReceivedInputs {
    var files: [String: [UInt8]] = [:]
    for name in self.files(under: ReceivedInputs.folder, suffix: ".jsonl") {
      files[name] = try bytes(of: name)
    }
    return try ReceivedInputs(files)
  }

  /// Reads the answers that gateways must give to recordings.
  func responseGoldens() throws -> [ResponseGolden] {
    try files(under: ResponseGolden.folder, suffix: ".json").map { file in
      try ResponseGolden(parsing: bytes(of: file), file: file)
    }
  }
}
