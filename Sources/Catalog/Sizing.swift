/// How an operation is told a size.
package enum Sizing: Sendable {
  /// Width and height in one object: fal's `image_size`.
  case pixels(PixelSizing)
  /// A shape from a list, and beside it perhaps a scale or free pixels.
  case ratio(RatioSizing)
  /// Not at all: the picture follows its source.
  case none
}

/// Free pixels in one field.
package struct PixelSizing: Sendable {
  package let field: String
  package let range: ClosedRange<Int>
  /// Names that stand for pixels.
  package let presets: [String: PixelSize]
}

/// A shape by name.
package struct RatioSizing: Sendable {
  package let field: String
  package let ratios: [AspectRatio]
  /// The word for "as the source"; nil where leaving the field out says so.
  package let sourceWord: String?
  package let scale: Scale?
  package let custom: Custom?

  /// A field for the scale.
  package struct Scale: Sendable {
    package let field: String
    /// Each word with the side of the square of its area.
    package let values: [Tier]
    /// The word that stands for the published tier, whatever scale was asked by name.
    package let usual: Tier
    /// Whether a WxH may choose among the words by its area.
    package let followsPixels: Bool
  }

  /// A word in the ratio field that hands over to fields for width and height.
  package struct Custom: Sendable {
    package let word: String
    package let widthField: String
    package let heightField: String
    /// Checked before anything is rounded.
    package let range: ClosedRange<Int>
    package let step: Int
  }
}
