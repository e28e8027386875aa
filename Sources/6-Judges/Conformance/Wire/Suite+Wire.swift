package import Contract
package import Catalog

extension Suite {
  /// The cases that ask a gateway over its two sides, at the offers of `providers`.
  ///
  /// `groups` leaves out what stands in no group of these names; nil leaves out nothing.
  package static func wire(
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    requirements: RequirementList,
    providers: Set<String>,
    profile: GatewayProfile? = nil,
    groups: Set<String>? = nil,
    received: ReceivedInputs? = nil
  ) -> Suite {
    let places = places(in: catalog, of: providers, profile)
    let claims = profile?.claims ?? .all
    let sections =
      WireSection.ofRequests(places, expected, claims, catalog)
      + WireSection.ofAnswers(places, claims, catalog)
      + WireSection.ofFailures(places, claims)
      + (received.map { WireSection.ofDeclared(places, $0, catalog) } ?? [])
    return Suite(
      sections.filter { groups?.isDisjoint(with: $0.groups) != true }.flatMap { $0.make() },
      heldTo: requirements
    )
  }

  /// The offers that a gateway has in each of their modes, by the names that it gives them.
  package static func places(
    in catalog: ModelCatalog,
    of providers: Set<String>,
    _ profile: GatewayProfile?
  ) -> [OfferInMode] {
    let judged = OfferInMode.all(in: catalog).filter { providers.contains($0.offer.provider) }
    // Where any offer will do, it is one that the pages list.
    let isDeclared = { (place: OfferInMode) in catalog.declares(place.offer.provider) }
    let places = judged.filter { !isDeclared($0) } + judged.filter(isDeclared)
    guard let profile else { return places }
    return places.compactMap { place in
      guard profile.claims.edits || place.mode == .textToImage else { return nil }
      guard let models = profile.models else { return place }
      return models[place.offer.key].map { place.named($0) }
    }
  }
}

/// Cases that are made together, and the second steps of their ids.
private struct WireSection {
  var groups: Set<String>
  var make: () -> [Case]

  init(_ groups: String..., make: @escaping () -> [Case]) {
    self.groups = Set(groups)
    self.make = make
  }
}

extension WireSection {
  /// Sections about requests.
  fileprivate static func ofRequests(
    _ places: [OfferInMode],
    _ expected: [ExpectedLine],
    _ claims: GatewayProfile.Claims,
    _ catalog: ModelCatalog
  ) -> [WireSection] {
    [
      WireSection(
        "params",
        "sizes",
        "sizing",
        "spellings",
        "routing",
        "n",
        "refusals",
        "values"
      ) {
        Suite.shared(.wire(claims), catalog: catalog, expected: expected, places)
      },
      WireSection("n") { WireCountCases().all(places) },
      WireSection("norm") { WireNormalizationCases(claims: claims).all(places) },
      WireSection("body", "prompt", "refusals") {
        WireRefusalCases().all(places)
      },
      WireSection("edit", "size") { WireEditCases(claims: claims).all(places) },
      WireSection("examples") { WireExampleCases().all(places) },
      WireSection("auth", "base-path", "http", "prompt") {
        WireSurfaceCases().all(places) + WireSpellingCases().all(places)
          + WireOriginCases().all(places)
      },
    ]
  }

  /// Sections about answers.
  fileprivate static func ofAnswers(
    _ places: [OfferInMode],
    _ claims: GatewayProfile.Claims,
    _ catalog: ModelCatalog
  ) -> [WireSection] {
    [
      WireSection("format", "response", "size") { WireFormatCases().all(places) },
      WireSection("meta", "response", "route", "keys") {
        WireAnswerCases().all(places)
      },
      WireSection("cost", "cost-as-estimated", "dry-run") {
        WireCostCases().all(places)
      },
      WireSection("poll") { WirePollCases().all(places) },
      WireSection("models") { WireModelCases().all(places) },
      WireSection("output") { WireOutputCases().all(places) },
      WireSection("stream") { WireStreamCases(claims: claims).all(places) },
    ]
  }

  /// Sections about failures.
  fileprivate static func ofFailures(
    _ places: [OfferInMode],
    _ claims: GatewayProfile.Claims
  ) -> [WireSection] {
    [
      WireSection("error") { WireErrorCases(claims: claims).all(places) },
      WireSection("faults") { WireFaultCases().all(places) },
      WireSection("failover") { WireFailoverCases(claims: claims).all(places) },
      WireSection("money") { WireMoneyCases(claims: claims).all(places) },
      WireSection("keys") { WireKeyCases(claims: claims).all(places) },
      WireSection("net") { WireNetworkCases().all(places) + WireFileCases().all(places) },
    ]
  }

  /// Sections about requests to the user's own providers.
  fileprivate static func ofDeclared(
    _ places: [OfferInMode],
    _ received: ReceivedInputs,
    _ catalog: ModelCatalog
  ) -> [WireSection] {
    [
      WireSection("declared") {
        WireSnapshotCases(catalog: catalog, received: received).all(places)
      }
    ]
  }
}

extension RequirementName {
  static let basePath = RequirementName("base-path")
  static let dryRun = RequirementName("dry-run")
}
