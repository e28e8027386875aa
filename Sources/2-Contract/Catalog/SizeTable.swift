package import Bytes

/// The sizes that a model's page lists.
package struct SizeTable: Sendable {
  /// One published size: the pixels, and the shape and scale that name them.
  package struct Row: Sendable, Hashable {
    package let pixels: PixelSize
    package let ratio: AspectRatio
    package let tier: Tier

    package init(pixels: PixelSize, ratio: AspectRatio, tier: Tier) {
      self.pixels = pixels
      self.ratio = ratio
      self.tier = tier
    }

    /// Whether its pixels are those that the law gives for its shape and scale.
    package var isLawful: Bool { pixels == SizeLaw.pixels(ratio: ratio.value, base: tier.base) }
  }

  /// In the order of the page.
  package let rows: [Row]
  /// The distinct shapes, in the order of the page.
  package let ratios: [AspectRatio]
  /// The distinct scales, in the order of the page.
  package let tiers: [Tier]
  /// Whether `auto` is listed.
  package let takesAuto: Bool
  /// The sides that Custom allows; nil where it is not listed.
  package let custom: ClosedRange<Int>?

  init(rows: [Row], takesAuto: Bool, custom: ClosedRange<Int>?) {
    self.rows = rows
    ratios = SizeTable.distinct(rows.map(\.ratio))
    tiers = SizeTable.distinct(rows.map(\.tier))
    self.takesAuto = takesAuto
    self.custom = custom
  }

  package func row(pixels: PixelSize) -> Row? { rows.first { $0.pixels == pixels } }

  /// Of several rows of one shape and scale, the one that the law gives.
  package func row(ratio: AspectRatio, tier: Tier) -> Row? {
    let fitting = rows.filter { $0.ratio == ratio && $0.tier.base == tier.base }
    return fitting.first(where: \.isLawful) ?? fitting.first
  }

  private static func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}

/// The law behind the tables: the area is the tier's, the height is rounded first.
package enum SizeLaw {
  package static func pixels(ratio: Double, base: Double) -> PixelSize {
    let height = roundHalfUp(base / ratio.squareRoot())
    return PixelSize(roundHalfUp(Double(height) * ratio), height)
  }

  /// Halves go up, as the pages' numbers show; `rounded()` agrees for the positive numbers met here.
  package static func roundHalfUp(_ value: Double) -> Int {
    Int(min(max(value + 0.5, -most), most).rounded(.down))
  }

  /// Past any side and any price; a shape such as 1 to 10³⁰⁰ asks for more than an integer holds.
  private static let most = 1e12
}
