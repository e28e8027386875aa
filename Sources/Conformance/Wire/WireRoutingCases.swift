import CanonicalJSON
import Catalog
import Findings

/// Whom a gateway asks first where nobody is forced: the hand-written table, over the wire.
struct WireRoutingCases {
  let cases: WireCases

  func all(_ places: [OfferInMode]) -> [Case] {
    RoutingCases.table.compactMap { row in
      guard let first = row.offers?.first,
        let place = places.first(where: { $0.offer.key == first && $0.mode == row.mode })
      else { return nil }
      var question = WireQuestion(
        place,
        "",
        [row.requirement],
        row.request,
        expectation: "asks \(first) first",
        source: row.source
      ).unforced
      question.id = "wire/routing/\(place.model.id)/\(row.name)"
      return cases.served(question) { seen in
        seen.calls.first?.goesElsewhere(than: place.operation.endpoint) ?? seen.calls(1)
      }
    }
  }
}
