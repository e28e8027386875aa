package import Catalog
package import Goldens

extension Suite {
  /// The cases that ask a gateway over its two sides, at the offers of `providers`.
  ///
  /// `groups` leaves out what stands in no group of these names; nil leaves out nothing.
  package static func wire(
    _ gateway: GatewayUnderTest,
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    providers: Set<String>,
    profile: GatewayProfile? = nil,
    groups: Set<String>? = nil,
    received: ReceivedInputs? = nil
  ) -> Suite {
    let cases = WireCases(gateway: gateway, catalog: catalog)
    let places = places(in: catalog, of: providers, profile)
    let sections =
      cases.ofRequests(places, expected) + cases.ofAnswers(places) + cases.ofFailures(places)
      + cases.ofDeclared(places, received)
    return Suite(
      sections.filter { groups?.isDisjoint(with: $0.groups) != true }.flatMap { $0.make() }
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
    let isDeclared = { (place: OfferInMode) in catalog.provider(place.offer.provider) != nil }
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

extension WireCases {
  /// What goes in.
  fileprivate func ofRequests(
    _ places: [OfferInMode],
    _ expected: [ExpectedLine]
  ) -> [WireSection] {
    [
      WireSection("params", "sizes") {
        WireExpectedCases(cases: self, places: places).all(expected)
          + WireRowCases(cases: self, places: places).all(expected)
      },
      WireSection("sizing", "spellings") { WireSizeCases(cases: self).all(places) },
      WireSection("routing") { WireRoutingCases(cases: self).all(places) },
      WireSection("n") { WireCountCases(cases: self).all(places) },
      WireSection("norm", "values") { WireNormalizationCases(cases: self).all(places) },
      WireSection("body", "prompt", "range", "refusals") {
        WireRefusalCases(cases: self).all(places)
      },
      WireSection("edit", "size") { WireEditCases(cases: self).all(places) },
      WireSection("examples") { WireExampleCases(cases: self).all(places) },
      WireSection("auth", "base-path", "http", "prompt") {
        WireSurfaceCases(cases: self).all(places) + WireSpellingCases(cases: self).all(places)
      },
    ]
  }

  /// What comes out.
  fileprivate func ofAnswers(_ places: [OfferInMode]) -> [WireSection] {
    [
      WireSection("format", "response", "size") { WireFormatCases(cases: self).all(places) },
      WireSection("meta", "response", "route", "error") {
        WireAnswerCases(cases: self).all(places)
      },
      WireSection("cost", "cost-as-estimated", "dry-run") {
        WireCostCases(cases: self).all(places)
      },
      WireSection("models") { WireModelCases(cases: self).all(places) },
      WireSection("output") { WireOutputCases(cases: self).all(places) },
      WireSection("stream") { WireStreamCases(cases: self).all(places) },
    ]
  }

  /// What goes wrong.
  fileprivate func ofFailures(_ places: [OfferInMode]) -> [WireSection] {
    [
      WireSection("error") { WireErrorCases(cases: self).all(places) },
      WireSection("faults") { WireFaultCases(cases: self).all(places) },
      WireSection("failover") { WireFailoverCases(cases: self).all(places) },
    ]
  }

  /// What the user's own providers receive.
  fileprivate func ofDeclared(
    _ places: [OfferInMode],
    _ received: ReceivedInputs?
  ) -> [WireSection] {
    guard let received else { return [] }
    return [
      WireSection("declared") { WireSnapshotCases(cases: self, received: received).all(places) }
    ]
  }
}
