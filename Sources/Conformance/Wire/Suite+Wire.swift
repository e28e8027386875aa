package import Catalog
package import Goldens

extension Suite {
  /// The cases that ask a gateway over its two sides, at the offers of `providers`.
  package static func wire(
    _ gateway: GatewayUnderTest,
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    providers: Set<String>,
    profile: GatewayProfile? = nil
  ) -> Suite {
    let cases = WireCases(gateway: gateway, catalog: catalog)
    let places = places(in: catalog, of: providers, profile)
    return Suite(
      WireExpectedCases(cases: cases, places: places).all(expected)
        + WireCountCases(cases: cases).all(places) + WireFormatCases(cases: cases).all(places)
        + WireNormalizationCases(cases: cases).all(places)
        + cases.ofRequests(places) + cases.ofAnswers(places) + cases.ofFailures(places)
    )
  }

  /// The offers that a gateway has in each of their modes, by the names that it gives them.
  package static func places(
    in catalog: ModelCatalog,
    of providers: Set<String>,
    _ profile: GatewayProfile?
  ) -> [OfferInMode] {
    let places = OfferInMode.all(in: catalog).filter { providers.contains($0.offer.provider) }
    guard let profile else { return places }
    return places.compactMap { place in
      guard profile.claims.edits || place.mode == .textToImage else { return nil }
      guard let models = profile.models else { return place }
      return models[place.offer.key].map { place.named($0) }
    }
  }
}

extension WireCases {
  /// What goes in.
  fileprivate func ofRequests(_ places: [OfferInMode]) -> [Case] {
    WireRefusalCases(cases: self).all(places) + WireEditCases(cases: self).all(places)
      + WireExampleCases(cases: self).all(places) + WireSurfaceCases(cases: self).all(places)
  }

  /// What comes out.
  fileprivate func ofAnswers(_ places: [OfferInMode]) -> [Case] {
    WireAnswerCases(cases: self).all(places) + WireCostCases(cases: self).all(places)
      + WireModelCases(cases: self).all(places) + WireOutputCases(cases: self).all(places)
      + WireStreamCases(cases: self).all(places)
  }

  /// What goes wrong.
  fileprivate func ofFailures(_ places: [OfferInMode]) -> [Case] {
    WireErrorCases(cases: self).all(places) + WireFaultCases(cases: self).all(places)
      + WireFailoverCases(cases: self).all(places)
  }
}
