package import Bytes
package import CanonicalJSON

/// How an operation is told a size.
package enum Sizing: Sendable {
  /// Width and height in one field: fal's `image_size`, or a text such as `1024x1024`.
  case pixels(PixelSizing)
  /// Width and height in fields of their own.
  case sides(SidesSizing)
  /// A shape from a list, and beside it perhaps a scale or free pixels.
  case ratio(RatioSizing)
  /// Not at all: the picture follows its source.
  case none
}

extension Sizing {
  /// The provider's fields that a size may be said in.
  package var fields: [String] {
    switch self {
    case .none: []
    case .pixels(let sizing): [sizing.field]
    case .sides(let sizing): [sizing.width.field, sizing.height.field]
    case .ratio(let sizing):
      [
        sizing.field, sizing.scale?.field, sizing.custom?.widthField, sizing.custom?.heightField,
      ].compactMap { $0 }
    }
  }
}

/// Free pixels in one field.
package struct PixelSizing: Sendable {
  package let field: String
  package let range: ClosedRange<Int>
  /// Names that stand for pixels.
  package let presets: [String: PixelSize]
  /// Whether pixels are a text rather than an object.
  package let isText: Bool

  /// Pixels as the field holds them.
  package func value(of size: PixelSize) -> JSON {
    isText
      ? .string(size.description)
      : ["width": .integer(size.width), "height": .integer(size.height)]
  }
}

/// Free pixels in two fields.
package struct SidesSizing: Sendable {
  package let width: Side
  package let height: Side
  /// The most pixels of a picture; nil where only its sides are bounded.
  package let mostPixels: Int?

  /// One side, bounded as its field is.
  package struct Side: Sendable {
    package let field: String
    /// Rounding to steps never leaves it.
    package let range: ClosedRange<Int>
    /// The number that the side must be, or is made, a multiple of.
    package let step: Int
  }
}

/// A shape by name.
package struct RatioSizing: Sendable {
  package let field: String
  package let ratios: [AspectRatio]
  /// What the field says for a shape, where that is not its name: `1536x1024` for 3:2.
  package let words: [AspectRatio: String]
  /// The word for "as the source"; nil where leaving the field out says so.
  package let sourceWord: String?
  package let scale: Scale?
  package let custom: Custom?

  /// What the field says for one of the shapes.
  package func word(for ratio: AspectRatio) -> String { words[ratio] ?? ratio.text }

  /// The shape that a word of the field means.
  package func ratio(of word: String) -> AspectRatio? {
    words.first { $0.value == word }?.key ?? AspectRatio(word)
  }

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
