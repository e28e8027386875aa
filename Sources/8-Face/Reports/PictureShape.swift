import CanonicalJSON

/// The shape that a value states: pixels, or a ratio alone.
struct PictureShape: Sendable, Equatable {
  var width: Double
  var height: Double
  /// Whether width and height are pixels, so that two shapes can be drawn to one scale.
  var isPixels: Bool

  /// Reads `{"width":…,"height":…}`, `1183x887` and `4:3`; nil for anything else.
  init?(_ value: JSON) {
    if let width = value["width"]?.doubleValue, let height = value["height"]?.doubleValue {
      self.init(width: width, height: height, isPixels: true)
    } else if let text = value.stringValue, text.utf8.count < 32 {
      let separator: Character = text.contains(":") ? ":" : "x"
      let sides = text.lowercased().split(separator: separator, omittingEmptySubsequences: false)
      guard sides.count == 2, let width = Double(sides[0]), let height = Double(sides[1]) else {
        return nil
      }
      self.init(width: width, height: height, isPixels: separator == "x")
    } else {
      return nil
    }
  }

  private init?(width: Double, height: Double, isPixels: Bool) {
    guard (0.01...1_000_000).contains(width), (0.01...1_000_000).contains(height),
      (0.001...1_000).contains(width / height)
    else { return nil }
    self.width = width
    self.height = height
    self.isPixels = isPixels
  }

  /// The same ratio with an area of one.
  var normalized: PictureShape {
    var shape = self
    let side = (width * height).squareRoot()
    shape.width /= side
    shape.height /= side
    return shape
  }
}

extension PictureShape: CustomStringConvertible {
  var description: String {
    isPixels
      ? "\(Self.text(width)) × \(Self.text(height))" : "\(Self.text(width)):\(Self.text(height))"
  }

  private static func text(_ side: Double) -> String {
    side == side.rounded() ? String(Int(side)) : String(side)
  }
}
