package import CanonicalJSON

/// Asks that come to the same, and what that is.
package struct MapRow: Sendable, Equatable {
  /// The first is the one that is shown; others are spellings of the same wish.
  package var asks: [JSONObject]
  package var outcome: Outcome
  package var kind: MapClass
  /// The day on which it was first seen to be so; nil where that is the map's first.
  package var since: String?

  package var ask: JSONObject { asks[0] }
}

/// A part of an axis in which one rule holds.
package struct MapRange: Sendable, Equatable {
  /// The axis: `size W:H`.
  package var along: String
  package var from: JSONObject
  package var to: JSONObject
  /// With holes where asked values stand: `{width}`.
  package var outcome: Outcome
  package var kind: MapClass
  package var since: String?
}

/// What a gateway makes of asks to one of its models, in one mode.
package struct OfferMap: Sendable, Equatable {
  /// The model as a client writes it.
  package var model: String
  package var mode: String
  /// The provider and its name for the model, where the plain ask goes.
  package var place: String
  /// The fields that are otherwise each time, and so are not recorded.
  package var varying: [String]
  package var rows: [MapRow]
  package var ranges: [MapRange]

  /// The plain ask's row.
  package var plain: MapRow? { rows.first { $0.ask.isEmpty } }

  /// The row that holds an ask.
  package func row(of ask: JSONObject) -> MapRow? { rows.first { $0.asks.contains(ask) } }
}
