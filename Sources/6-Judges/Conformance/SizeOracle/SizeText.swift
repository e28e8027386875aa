/// The forms that a size may be written in.
enum SizeText {
  /// `1183x887`, with a small or capital x.
  static func pixels(_ text: String) -> (Double, Double)? {
    guard let mark = text.firstIndex(where: { $0 == "x" || $0 == "X" }) else { return nil }
    return both(digits(text[..<mark]), digits(text[text.index(after: mark)...]))
  }

  /// `16:9` or `1.85:1`, as width over height.
  static func ratio(_ text: String) -> Double? {
    guard let mark = text.firstIndex(of: ":") else { return nil }
    let sides = both(decimal(text[..<mark]), decimal(text[text.index(after: mark)...]))
    guard let (width, height) = sides, width > 0, height > 0 else { return nil }
    return width / height
  }

  /// `2K` is 2048; a bare number counts megapixels of 1024 by 1024.
  static func base(_ text: String) -> Double? {
    if text.hasSuffix("K") || text.hasSuffix("k") {
      return decimal(text.dropLast()).flatMap { $0 > 0 ? 1024 * $0 : nil }
    }
    return decimal(text[...]).flatMap { $0 > 0 ? (1_048_576 * $0).squareRoot() : nil }
  }

  private static func both(_ first: Double?, _ second: Double?) -> (Double, Double)? {
    first.flatMap { first in second.map { (first, $0) } }
  }

  private static func digits(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ "0123456789".contains($0) }) else { return nil }
    return text.reduce(0) { $0 * 10 + Double($1.wholeNumberValue ?? 0) }
  }

  private static func decimal(_ text: Substring) -> Double? {
    let dots = text.count { $0 == "." }
    guard dots < 2, let first = text.first, let last = text.last, first != ".", last != ".",
      text.allSatisfy({ "0123456789.".contains($0) })
    else { return nil }
    return Double(String(text))
  }
}
