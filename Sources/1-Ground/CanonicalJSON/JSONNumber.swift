/// A JSON number as it was written: `1.0` and `1` differ as text and agree as values.
package struct JSONNumber: Sendable, Equatable {
  /// The text, which the grammar of RFC 8259 section 6 admits.
  package let text: String

  /// Trusts that `text` follows the grammar; the parser has just checked it.
  init(checked text: String) { self.text = text }

  /// Nil where `text` is no JSON number.
  package init?(_ text: String) {
    guard let number = try? JSON(parsing: text).numberValue, number.text == text else { return nil }
    self = number
  }

  package init(_ value: Int) { text = String(value) }

  /// A finite value; infinities and NaN, which JSON cannot say, become 0.
  package init(_ value: Double) {
    let isWhole = value == value.rounded() && abs(value) < 1e15
    let text = isWhole ? String(Int(value)) : "\(value)"
    self.init(checked: value.isFinite ? text : "0")
  }

  /// The whole number this is, however it is written; nil where it has a fraction or does not fit.
  package var intValue: Int? {
    if let value = Int(text) { return value }
    let decimal = Decimal(text)
    guard decimal.exponent >= 0, decimal.digits.count + decimal.exponent <= 19 else { return nil }
    let whole = decimal.digits + String(repeating: "0", count: decimal.exponent)
    return Int((decimal.isNegative ? "-" : "") + whole)
  }

  package var doubleValue: Double { Double(text) ?? 0 }

  /// Whether both name the same number exactly, without the rounding of floating point.
  package func isSameValue(as other: JSONNumber) -> Bool {
    text == other.text || Decimal(text) == Decimal(other.text)
  }

  /// One spelling for each number: `digits` or `digitsE±n`, no point, no trailing zero.
  var canonicalText: String {
    if let value = Int(text) { return String(value) }
    let decimal = Decimal(text)
    guard decimal.digits != "0" else { return "0" }
    let sign = decimal.isNegative ? "-" : ""
    guard decimal.exponent != 0 else { return sign + decimal.digits }
    guard (1...20).contains(decimal.exponent) else {
      return sign + plain(decimal)
    }
    return sign + decimal.digits + String(repeating: "0", count: decimal.exponent)
  }

  private func plain(_ decimal: Decimal) -> String {
    let point = decimal.digits.count + decimal.exponent
    guard decimal.exponent < 0, point > -6 else { return "\(decimal.digits)E\(decimal.exponent)" }
    guard point > 0 else {
      return "0." + String(repeating: "0", count: -point) + decimal.digits
    }
    return decimal.digits.prefix(point) + "." + decimal.digits.dropFirst(point)
  }
}

extension JSONNumber {
  /// A number as sign, digits without zeros at either end, and a power of ten.
  private struct Decimal: Equatable {
    var isNegative: Bool
    var digits: String
    var exponent: Int

    init(_ text: String) {
      var digits: [UInt8] = []
      var exponent = 0
      var pastPoint = false
      var rest = text.utf8[...]
      isNegative = rest.first == UInt8(ascii: "-")
      if isNegative { rest.removeFirst() }
      while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "."): pastPoint = true
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
          exponent &+= Decimal.exponent(rest)
          rest = rest.suffix(0)
        default:
          digits.append(byte)
          if pastPoint { exponent &-= 1 }
        }
      }
      while digits.last == UInt8(ascii: "0") {
        digits.removeLast()
        exponent &+= 1
      }
      let significant = digits.drop { $0 == UInt8(ascii: "0") }
      self.digits = significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
      self.exponent = significant.isEmpty ? 0 : Decimal.near(exponent)
      if significant.isEmpty { isNegative = false }
    }

    private static func exponent(_ digits: Substring.UTF8View) -> Int {
      let text = String(Substring(digits))
      return near(Int(text) ?? (text.hasPrefix("-") ? .min : .max))
    }

    /// An exponent past `farthest` stands for that one, so that no sum of it with a count overflows, and
    /// that one is written as itself.
    private static func near(_ exponent: Int) -> Int { min(max(exponent, -farthest), farthest) }

    private static let farthest = Int.max / 2
  }
}
