package import CanonicalJSON

/// Two accounts of what becomes of the same asks, side by side: of two gateways, two versions, or a map and a table.
package struct MapComparison: Sendable {
  /// An ask that the two tell differently.
  package struct Row: Sendable, Equatable {
    /// The model and its mode: `fal/flux.2-max t2i`.
    package var place: String
    /// The ask, or the part of an axis.
    package var ask: String
    package var first: String
    package var second: String
  }

  package var names: (first: String, second: String)
  package var rows: [Row] = []
  /// How many asks both tell alike.
  package var alike = 0
  /// The models and modes that only one of them has.
  package var onlyFirst: [String] = []
  package var onlySecond: [String] = []

  package init(first: String, second: String) { names = (first, second) }

  package var isEmpty: Bool { rows.isEmpty && onlyFirst.isEmpty && onlySecond.isEmpty }
}

extension MapComparison {
  /// Each map beside another gateway's of the same model; one alone beside one alone, whatever they are called.
  package static func all(
    _ maps: [GatewayMap],
    with others: [GatewayMap],
    of gateway: String
  ) -> [MapComparison] {
    let isOnePair = maps.count == 1 && others.count == 1
    return maps.map { map in
      // What only the first has stands on one side alone.
      let other =
        others.first { $0.model == map.model || isOnePair }
        ?? GatewayMap(model: map.model, gateway: gateway, date: map.date, asks: 0, offers: [])
      return MapComparison(map, other, names: (map.gateway, gateway))
    }
  }

  /// The maps of a kept one's model beside it; one alone, whatever it is called.
  package static func all(_ maps: [GatewayMap], with kept: GatewayMap) -> [MapComparison] {
    maps.filter { $0.model == kept.model || maps.count == 1 }.map {
      MapComparison($0, kept, names: ($0.gateway, "\(kept.gateway) of \(kept.date)"))
    }
  }

  /// Compares two maps, offer by offer.
  package init(_ first: GatewayMap, _ second: GatewayMap, names: (String, String)) {
    self.init(first: names.0, second: names.1)
    var left = second.offers
    for offer in first.offers {
      guard let index = MapComparison.partner(of: offer, among: left, all: first.offers) else {
        onlyFirst.append(offer.title)
        continue
      }
      compare(offer, left.remove(at: index))
    }
    onlySecond = left.map(\.title)
  }

  /// The same name in the same mode; where each side has one offer in a mode, its name may be another.
  private static func partner(
    of offer: OfferMap,
    among others: [OfferMap],
    all: [OfferMap]
  ) -> Int? {
    if let same = others.firstIndex(where: { $0.model == offer.model && $0.mode == offer.mode }) {
      return same
    }
    let alone = all.count { $0.mode == offer.mode } == 1
    let candidates = others.indices.filter { others[$0].mode == offer.mode }
    return alone && candidates.count == 1 ? candidates[0] : nil
  }

  private mutating func compare(_ first: OfferMap, _ second: OfferMap) {
    for row in first.rows {
      for ask in row.asks {
        guard let other = second.row(of: ask) else { continue }
        guard row.outcome != other.outcome else {
          alike += 1
          continue
        }
        rows.append(
          Row(
            place: first.title,
            ask: MapAsk.text(ask),
            first: MapComparison.text(row.kind, row.outcome),
            second: MapComparison.text(other.kind, other.outcome)
          )
        )
      }
    }
    for range in first.ranges { compare(range, second.ranges, place: first.title) }
  }

  private mutating func compare(_ range: MapRange, _ others: [MapRange], place: String) {
    let same = others.filter { $0.along == range.along }
    guard !same.isEmpty else { return }
    if same.contains(where: {
      $0.outcome == range.outcome && $0.from == range.from && $0.to == range.to
    }) {
      alike += 1
      return
    }
    let there = same.filter { $0.overlaps(range) }.map { other in
      "\(MapLines.number(other.from)) … \(MapLines.number(other.to)) "
        + MapComparison.text(other.kind, other.outcome)
    }
    rows.append(
      Row(
        place: place,
        ask: "\(range.along) \(MapLines.number(range.from)) … \(MapLines.number(range.to))",
        first: MapComparison.text(range.kind, range.outcome),
        second: there.joined(separator: "; ")
      )
    )
  }

  static func text(_ kind: MapClass, _ outcome: Outcome) -> String {
    "\(kind.rawValue): \(MapLines.text(outcome))"
  }

  /// All of it for programs.
  package var json: JSON {
    [
      "first": .string(names.first), "second": .string(names.second), "alike": .integer(alike),
      "only_first": .array(onlyFirst.map(JSON.string)),
      "only_second": .array(onlySecond.map(JSON.string)),
      "rows": .array(
        rows.map { row in
          [
            "place": .string(row.place), "ask": .string(row.ask), "first": .string(row.first),
            "second": .string(row.second),
          ]
        }
      ),
    ]
  }
}

extension OfferMap {
  /// The name and the mode: `fal/flux.2-max t2i`.
  package var title: String { "\(model) \(mode)" }
}

extension MapRange {
  /// Whether two parts of one axis have anything in common.
  fileprivate func overlaps(_ other: MapRange) -> Bool {
    func ends(_ range: MapRange) -> (low: Double, high: Double) {
      (
        Double(MapLines.number(range.from)) ?? MapGrid.ratio(range.from) ?? 0,
        Double(MapLines.number(range.to)) ?? MapGrid.ratio(range.to) ?? 0
      )
    }
    let (one, two) = (ends(self), ends(other))
    return one.low <= two.high && two.low <= one.high
  }
}
