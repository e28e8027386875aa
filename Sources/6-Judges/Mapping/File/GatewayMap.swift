import CanonicalJSON

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
