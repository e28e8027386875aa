package import CanonicalJSON

/// An ask that comes to something else than a map says.
package struct MapChange: Sendable {
  package var offer: OfferMap
  package var ask: JSONObject
  package var before: Outcome
  package var after: Outcome
  /// The axis whose end it is; nil where it is a row's.
  package var along: String?
  /// Larger asks that changed in the same way.
  package var larger: [JSONObject] = []

  package var id: String { MapChange.id(of: ask, in: offer) }
  package var topic: MapTopic { MapTopic(ask) }

  /// The name of an ask in reports: `map/fal/flux.2-max/t2i/size=4:3`.
  package static func id(of ask: JSONObject, in offer: OfferMap) -> String {
    "map/\(offer.model)/\(offer.mode)/\(MapAsk.text(ask))"
  }

  /// The places where both outcomes differ.
  package var differences: [JSONDifference] {
    after.told.differences(from: before.told, comparing: .byText)
  }
}

extension Outcome {
  /// The whole of it as one value, for comparing.
  package var told: JSON {
    [
      "answer": answer, "at": place.map(JSON.string) ?? .null, "calls": .integer(calls),
      "delivers": delivers.map(JSON.string) ?? .null, "upstream": upstream ?? .null,
      "without": .array(without.map(JSON.string)),
    ]
  }
}

extension [MapChange] {
  /// The changes that no smaller ask shows as well, each with how many larger ones it stands for.
  package var smallest: [MapChange] {
    var kept: [MapChange] = []
    for change in sorted(by: { $0.ask.count < $1.ask.count }) {
      let cause = kept.firstIndex { smaller in
        smaller.ask.count < change.ask.count && smaller.offer.model == change.offer.model
          && smaller.offer.mode == change.offer.mode
          && smaller.ask.members.allSatisfy { change.ask[$0.name] == $0.value }
          && smaller.differences == change.differences
      }
      if let cause { kept[cause].larger.append(change.ask) } else { kept.append(change) }
    }
    return kept
  }
}
