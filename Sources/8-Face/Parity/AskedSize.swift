package import Bytes
import CanonicalJSON
package import Catalog

/// A size as a client asks for it: a published row, `auto`, or pixels of the client's own.
package enum AskedSize: Sendable, Equatable {
  case row(SizeTable.Row)
  case auto
  case custom(PixelSize)

  /// The sizes that the model's page lists, in its order.
  static func all(of model: Model) -> [AskedSize] {
    model.sizes.rows.map(AskedSize.row)
      + (model.sizes.takesAuto ? [.auto] : [])
      + (model.sizes.custom.map { [.custom(sample(within: $0))] } ?? [])
  }

  /// Pixels of no row and no round shape, as far as the range allows.
  private static func sample(within range: ClosedRange<Int>) -> PixelSize {
    func side(_ wanted: Int) -> Int { min(max(wanted, range.lowerBound), range.upperBound) }
    return PixelSize(side(1000), side(600))
  }

  /// The value of the client's `size`.
  package var spelling: String { pixels.map { "\($0)" } ?? "auto" }

  package var pixels: PixelSize? {
    switch self {
    case .row(let row): row.pixels
    case .auto: nil
    case .custom(let pixels): pixels
    }
  }

  /// Width over height, as the page names it.
  var ratio: Double? {
    switch self {
    case .row(let row): row.ratio.value
    case .auto: nil
    case .custom(let pixels): pixels.ratio
    }
  }

  /// As people call it: `4:3 at 1K`, `auto`, `custom 1000×600`.
  package var title: String {
    switch self {
    case .row(let row): "\(row.ratio.text) at \(row.tier.name)"
    case .auto: "auto"
    case .custom(let pixels): "custom \(pixels.text)"
    }
  }

  var json: JSON {
    var members: JSONObject = ["size": .string(spelling)]
    if case .row(let row) = self {
      members["aspect_ratio"] = .string(row.ratio.text)
      members["resolution"] = .string(row.tier.name)
    }
    return .object(members)
  }
}

extension PixelSize {
  /// With the sign that people write: `1183×887`.
  package var text: String { "\(width)×\(height)" }
}
