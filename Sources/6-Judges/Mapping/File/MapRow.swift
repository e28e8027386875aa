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

/// What a gateway really does with one model: a golden that people can read.
package struct GatewayMap: Sendable, Equatable {
  package static let schema = "touchstone-map/1"

  package var model: String
  /// The gateway's name, and its version where it tells one.
  package var gateway: String
  package var version: String?
  /// The day on which it was learned.
  package var date: String
  /// How many asks were put for it.
  package var asks: Int
  package var offers: [OfferMap]

  package init(
    model: String,
    gateway: String,
    version: String? = nil,
    date: String,
    asks: Int,
    offers: [OfferMap]
  ) {
    self.model = model
    self.gateway = gateway
    self.version = version
    self.date = date
    self.asks = asks
    self.offers = offers
  }

  /// Whether another map says the same, whenever and by however many asks it was learned.
  package func holds(_ other: GatewayMap) -> Bool {
    model == other.model && offers.map(\.undated) == other.offers.map(\.undated)
  }
}

extension OfferMap {
  var undated: OfferMap {
    var map = self
    for index in map.rows.indices { map.rows[index].since = nil }
    for index in map.ranges.indices { map.ranges[index].since = nil }
    return map
  }
}

extension GatewayMap {
  /// The map with the day noted at whatever an older one does not say.
  package func dated(after old: GatewayMap) -> GatewayMap {
    var map = self
    for index in map.offers.indices {
      let offer = map.offers[index]
      let before = old.offers.first { $0.model == offer.model && $0.mode == offer.mode }
      map.offers[index] = offer.dated(date, after: before)
    }
    return map
  }
}

extension OfferMap {
  fileprivate func dated(_ day: String, after old: OfferMap?) -> OfferMap {
    guard let old else { return self }
    var map = self
    for index in map.rows.indices {
      let same = old.rows.first { $0.asks == map.rows[index].asks }
      map.rows[index].since = same?.outcome == map.rows[index].outcome ? same?.since : day
    }
    for index in map.ranges.indices {
      let range = map.ranges[index]
      let same = old.ranges.first {
        $0.along == range.along && $0.from == range.from && $0.to == range.to
      }
      map.ranges[index].since = same?.outcome == range.outcome ? same?.since : day
    }
    return map
  }
}
