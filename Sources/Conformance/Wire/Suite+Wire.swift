package import Catalog
package import Goldens

extension Suite {
  /// The cases that ask a gateway over its two sides, at the generation offers of `providers`.
  package static func wire(
    _ gateway: GatewayUnderTest,
    catalog: ModelCatalog,
    expected: [ExpectedLine],
    providers: Set<String>
  ) -> Suite {
    let cases = WireCases(gateway: gateway, catalog: catalog)
    let places = OfferInMode.all(in: catalog).filter {
      providers.contains($0.offer.provider) && $0.mode == .textToImage
    }
    return Suite(
      WireExpectedCases(cases: cases, places: places).all(expected)
        + WireCountCases(cases: cases).all(places)
        + WireFormatCases(cases: cases).all(places)
        + WireNormalizationCases(cases: cases).all(places)
        + WireRefusalCases(cases: cases).all(places)
    )
  }
}
