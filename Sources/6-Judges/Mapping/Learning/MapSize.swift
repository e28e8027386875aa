import Bytes
import Catalog

/// A size as an ask says it, and the number that it stands for on an axis.
struct MapSize {
  private let text: String

  /// Nil where the text is neither pixels nor a shape.
  init?(_ text: String) {
    guard PixelSize(text) != nil || AspectRatio(text) != nil else { return nil }
    self.text = text
  }

  /// The side of a square or of a strip, the ratio of anything else.
  var number: String {
    if let size = PixelSize(text) {
      return size.width == size.height || size.height == 64
        ? String(size.width) : MapSize.hundredths(size.ratio)
    }
    return AspectRatio(text).map { MapSize.hundredths($0.value) } ?? text
  }

  /// Two decimals, as ratios are told.
  private static func hundredths(_ value: Double) -> String {
    let whole = Int((value * 100).rounded())
    let rest = whole % 100
    return "\(whole / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
  }
}
