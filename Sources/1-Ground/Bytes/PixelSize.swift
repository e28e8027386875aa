/// A width and a height in pixels.
package struct PixelSize: Sendable, Hashable {
  package var width: Int
  package var height: Int

  package init(_ width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }

  /// The largest integer where the product is past it: sizes come from requests too.
  package var area: Int {
    let (area, isPast) = width.multipliedReportingOverflow(by: height)
    return isPast ? .max : area
  }

  package var ratio: Double { Double(width) / Double(height) }

  /// The size after a quarter turn.
  package var turned: PixelSize { PixelSize(height, width) }

  /// Reads `1183x887`, with a small or a capital x and nothing but digits around it.
  package init?(_ text: String) {
    let sides = text.utf8.split(omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "x") }
    guard sides.count == 2, let width = PixelSize.side(sides[0]),
      let height = PixelSize.side(sides[1])
    else { return nil }
    self.init(width, height)
  }

  /// The most that a picture has where no page says more.
  package static let largest = PixelSize(2048, 2048)

  private static func side(_ digits: Substring.UTF8View) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(Substring(digits))
  }
}

extension PixelSize: CustomStringConvertible {
  package var description: String { "\(width)x\(height)" }
}
