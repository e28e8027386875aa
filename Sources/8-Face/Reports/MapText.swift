import Bytes
import CanonicalJSON
import Catalog
package import Mapping
package import Terminal

/// A map for the terminal: shapes drawn to scale, then one line a rule.
package struct MapText {
  private let style: TextStyle
  private let columns: Int

  package init(style: TextStyle, columns: Int) {
    self.style = style
    self.columns = columns
  }

  package func text(of map: GatewayMap) -> String {
    let version = map.version.map { " \($0)" } ?? ""
    let head =
      "\(style.bold(map.model)) at \(map.gateway)\(version) · \(map.date) · \(map.asks) asks\n"
    return head + map.offers.map(text).joined()
  }

  private func text(of offer: OfferMap) -> String {
    let title = "\n\(style.bold("\(offer.model) \(offer.mode)")) → \(offer.place)\n\n"
    let shapes = offer.shapes
    let strip = shapes.isEmpty ? "" : ShapeStrip(columns: columns).text(shapes)
    let lines = MapLines(offer).all.map { ($0.name, $0.text) }
    return title + strip + WrappedRows.table(lines, columns)
  }
}

extension MapText {
  /// An ask a block: what is learned, and what the other account says.
  package func text(of comparison: MapComparison) -> String {
    let (first, second) = comparison.names
    var text = ""
    var place = ""
    for row in comparison.rows {
      if row.place != place { text += "\n\(style.bold(row.place))\n" }
      place = row.place
      text += WrappedRows.table(
        [(row.ask, ""), ("  \(first)", row.first), ("  \(second)", row.second)],
        columns
      )
    }
    for place in comparison.onlyFirst { text += "only \(first): \(place)\n" }
    for place in comparison.onlySecond { text += "only \(second): \(place)\n" }
    return text + "\(comparison.alike) alike, \(comparison.rows.count) otherwise\n"
  }
}

extension OfferMap {
  /// What comes for each shape, as `sizes` draws them.
  fileprivate var shapes: [SizeTable.Row] {
    rows.compactMap { row in
      let shape = row.asks.lazy.compactMap { $0["aspect_ratio"] ?? $0["size"] }
        .compactMap { $0.stringValue.flatMap { AspectRatio($0) } }.first
      guard let shape, row.asks.count > 1, let tier = Tier("1K"),
        let pixels = row.outcome.delivers?.split(separator: " ").first.flatMap({
          PixelSize(String($0))
        })
      else { return nil }
      return SizeTable.Row(pixels: pixels, ratio: shape, tier: tier)
    }
  }
}
