import Bytes
package import CanonicalJSON
package import Catalog
package import Terminal

/// A model's published sizes: drawn to scale for people, as a list for programs.
package struct SizesText {
  private let model: Model
  private var sizes: SizeTable { model.sizes }

  package init(_ model: Model) { self.model = model }

  /// How many there are: `27 sizes, auto, any WxH of 64–4096 a side`.
  package var counts: String {
    let extras = (sizes.takesAuto ? ["auto"] : []) + (sizes.custom.map { [custom($0)] } ?? [])
    return (["\(sizes.rows.count) sizes"] + extras).joined(separator: ", ")
  }

  private func custom(_ range: ClosedRange<Int>) -> String {
    "any WxH of \(range.lowerBound)–\(range.upperBound) a side"
  }

  package func text(style: TextStyle, columns: Int) -> String {
    let strip = ShapeStrip(columns: columns)
    var text = "\(style.bold(model.id)) · \(counts)\n"
    for tier in sizes.tiers {
      let rows = sizes.rows.filter { $0.tier == tier }
      text += "\n\(style.bold(tier.name))\n\(strip.text(rows))"
    }
    return text + spellings
  }

  /// The first row in each of its spellings.
  private var spellings: String {
    guard let row = sizes.rows.first else { return "" }
    return "a row is named alike by size \"\(row.pixels)\", by size \"\(row.ratio.text)\", "
      + "and by aspect_ratio \"\(row.ratio.text)\" with resolution \"\(row.tier.name)\"\n"
  }

  package var json: JSON {
    [
      "model": .string(model.id),
      "auto": .bool(sizes.takesAuto),
      "custom": sizes.custom.map {
        ["min": .integer($0.lowerBound), "max": .integer($0.upperBound)]
      } ?? .null,
      "rows": .array(
        sizes.rows.map { row in
          [
            "width": .integer(row.pixels.width),
            "height": .integer(row.pixels.height),
            "aspect_ratio": .string(row.ratio.text),
            "resolution": .string(row.tier.name),
          ]
        }
      ),
    ]
  }
}
