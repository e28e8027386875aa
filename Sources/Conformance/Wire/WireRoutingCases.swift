import CanonicalJSON
import Catalog
import Findings

/// Whom a gateway asks first where nobody is forced: the hand-written table, over the wire.
struct WireRoutingCases {
  func all(_ places: [OfferInMode]) -> [Case] {
    RoutingCases.table.compactMap { row in
      if row.offers == [] { return refused(row, places) }
      guard let first = row.offers?.first,
        let place = places.first(where: { $0.offer.key == first && $0.mode == row.mode })
      else { return nil }
      var question = Question(
        place,
        "",
        [row.requirement],
        row.request,
        expectation: "asks \(first) first",
        source: row.source
      ).unforced
      question.id = "wire/routing/\(place.model.id)/\(row.name)"
      return question.served { seen in
        seen.calls.first?.goesElsewhere(than: place.operation.endpoint) ?? seen.calls(1)
      }
    }
  }

  /// A request that no offer of the model may serve, where one of them has all its fields.
  private func refused(_ row: RoutingCases.Row, _ places: [OfferInMode]) -> Case? {
    let place = places.first { place in
      place.model.id == row.model && place.mode == row.mode
        && row.request.names.allSatisfy { name in
          place.operation.field(place.operation.renames[name] ?? name) != nil
        }
    }
    guard let place else { return nil }
    var question = Question(
      place,
      "",
      [row.requirement],
      row.request,
      expectation: "400, and nobody called",
      source: row.source
    ).unforced
    question.id = "wire/routing/\(place.model.id)/\(row.name)"
    return question.refused()
  }
}
