/// A shape as `W:H`, decimals allowed: `16:9`, `1.85:1`.
package struct AspectRatio: Sendable {
  /// As it was written.
  package let text: String
  package let width: Double
  package let height: Double

  /// Nil unless both sides are plain positive decimals.
  package init?(_ text: String) {
    let sides = text.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2, let width = PlainDecimal.value(sides[0]),
      let height = PlainDecimal.value(sides[1]), width > 0, height > 0,
      (width / height).isNormal, (height / width).isNormal
    else { return nil }
    self.text = text
    self.width = width
    self.height = height
  }

  package init(width: Double, height: Double) {
    text = "\(PlainDecimal.text(width)):\(PlainDecimal.text(height))"
    self.width = width
    self.height = height
  }

  /// Width over height.
  package var value: Double { width / height }
}

extension AspectRatio: Hashable {
  /// Two spellings of one shape are the same shape: `2:1` and `4:2`.
  package static func == (first: Self, second: Self) -> Bool {
    first.value == second.value
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// Decimals as people write them: digits, perhaps a point and more digits; no sign, no exponent.
package enum PlainDecimal {
  package static func value(_ text: Substring) -> Double? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2,
      parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy { 0x30...0x39 ~= $0 } })
    else { return nil }
    return Double(text)
  }

  static func text(_ value: Double) -> String {
    value == value.rounded() && value < 1e15 ? String(Int(value)) : "\(value)"
  }
}
