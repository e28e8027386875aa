package import Contract
package import Catalog

extension Suite {
  /// The cases that ask a gateway over its two sides, at the offers of `providers`.
  package static func wire(
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    requirements: RequirementList,
    providers: Set<String>,
    profile: GatewayProfile? = nil,
    received: ReceivedInputs? = nil,
    in scope: SuiteScope = .everything
  ) -> Suite {
    let places = places(in: catalog, of: providers, profile)
    let claims = profile?.claims ?? .all
    let sections =
      shared(.wire(claims), catalog: catalog, expected: expected, places)
      + CaseSection.ofRequests(places, claims, requirements.citations)
      + CaseSection.ofAnswers(places, claims)
      + CaseSection.ofFailures(places, claims)
      + (received.map { CaseSection.ofDeclared(places, $0, catalog) } ?? [])
    return Suite(sections.flatMap { $0.cases(in: scope) }, heldTo: requirements)
  }

  /// The offers that a gateway has in each of their modes, by the names that it gives them.
  package static func places(
    in catalog: ModelCatalog,
    of providers: Set<String>,
    _ profile: GatewayProfile?
  ) -> [OfferInMode] {
    let judged = OfferInMode.all(in: catalog).filter { providers.contains($0.offer.provider) }
    // Where any offer will do, it is one that the pages list.
    let further = catalog.furtherProviders
    let isDeclared = { (place: OfferInMode) in further.contains(place.offer.provider) }
    let places = judged.filter { !isDeclared($0) } + judged.filter(isDeclared)
    guard let profile else { return places }
    return places.compactMap { place in
      guard profile.claims.edits || place.mode == .textToImage else { return nil }
      guard let models = profile.models else { return place }
      return models[place.offer.key].map { place.named($0) }
    }
  }
}

extension CaseSection {
  /// Sections about requests.
  fileprivate static func ofRequests(
    _ places: [OfferInMode],
    _ claims: GatewayProfile.Claims,
    _ citations: Citations
  ) -> [CaseSection] {
    [
      CaseSection(wire: "n") { WireCountCases().all(places) },
      CaseSection(wire: "norm") { WireNormalizationCases(claims: claims).all(places) },
      CaseSection(wire: "body", "prompt", "refusals") {
        WireRefusalCases().all(places)
      },
      CaseSection(wire: "edit", "size") { WireEditCases(claims: claims).all(places) },
      CaseSection(wire: "examples") { WireExampleCases(citations: citations).all(places) },
      CaseSection(wire: "auth", "base-path", "http", "prompt") {
        WireSurfaceCases().all(places) + WireSpellingCases().all(places)
          + WireOriginCases().all(places)
      },
    ]
  }

  /// Sections about answers.
  fileprivate static func ofAnswers(
    _ places: [OfferInMode],
    _ claims: GatewayProfile.Claims
  ) -> [CaseSection] {
    [
      CaseSection(wire: "format", "response", "size") { WireFormatCases().all(places) },
      CaseSection(wire: "meta", "response", "route", "keys") {
        WireAnswerCases().all(places)
      },
      CaseSection(wire: "cost", "cost-as-estimated", "dry-run") {
        WireCostCases().all(places)
      },
      CaseSection(wire: "poll") { WirePollCases().all(places) },
      CaseSection(wire: "models") { WireModelCases().all(places) },
      CaseSection(wire: "output") { WireOutputCases().all(places) },
      CaseSection(wire: "stream") { WireStreamCases(claims: claims).all(places) },
    ]
  }

  /// Sections about failures.
  fileprivate static func ofFailures(
    _ places: [OfferInMode],
    _ claims: GatewayProfile.Claims
  ) -> [CaseSection] {
    [
      CaseSection(wire: "error") { WireErrorCases(claims: claims).all(places) },
      CaseSection(wire: "faults") { WireFaultCases().all(places) },
      CaseSection(wire: "failover") { WireFailoverCases(claims: claims).all(places) },
      CaseSection(wire: "money") { WireMoneyCases(claims: claims).all(places) },
      CaseSection(wire: "keys") { WireKeyCases(claims: claims).all(places) },
      CaseSection(wire: "net") { WireNetworkCases().all(places) + WireFileCases().all(places) },
    ]
  }

  /// Sections about requests to the user's own providers.
  fileprivate static func ofDeclared(
    _ places: [OfferInMode],
    _ received: ReceivedInputs,
    _ catalog: ModelCatalog
  ) -> [CaseSection] {
    [
      CaseSection(wire: "declared") {
        WireSnapshotCases(catalog: catalog, received: received).all(places)
      }
    ]
  }
}

extension RequirementName {
  static let basePath = RequirementName("base-path")
  static let dryRun = RequirementName("dry-run")
}
