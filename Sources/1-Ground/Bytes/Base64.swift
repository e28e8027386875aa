/// Bytes as text of 64 letters, RFC 4648.
package enum Base64 {
  /// Which two letters stand for 62 and 63.
  package enum Alphabet: Sendable {
    /// `+` and `/`
    case standard
    /// `-` and `_`
    case url
  }

  package static func encode(
    _ bytes: [UInt8],
    alphabet: Alphabet = .standard,
    padded: Bool = true
  ) -> String {
    String(decoding: encodedBytes(bytes, alphabet: alphabet, padded: padded), as: UTF8.self)
  }

  /// The letters as bytes, for bodies that are put together as bytes.
  package static func encodedBytes(
    _ bytes: [UInt8],
    alphabet: Alphabet = .standard,
    padded: Bool = true
  ) -> [UInt8] {
    let pairs = alphabet == .standard ? standardPairs : urlPairs
    var text = [UInt8](repeating: UInt8(ascii: "="), count: (bytes.count + 2) / 3 * 4)
    let source = bytes.span
    var from = 0
    var to = 0
    while from &+ 3 <= source.count {
      let group =
        Int(source[from]) &<< 16 | Int(source[from &+ 1]) &<< 8 | Int(source[from &+ 2])
      let (first, second) = (pairs[group &>> 12], pairs[group & 0xFFF])
      text[to] = UInt8(truncatingIfNeeded: first)
      text[to &+ 1] = UInt8(truncatingIfNeeded: first &>> 8)
      text[to &+ 2] = UInt8(truncatingIfNeeded: second)
      text[to &+ 3] = UInt8(truncatingIfNeeded: second &>> 8)
      from &+= 3
      to &+= 4
    }
    if from < source.count {
      let isPair = source.count - from == 2
      let group = Int(source[from]) << 16 | (isPair ? Int(source[from + 1]) << 8 : 0)
      text[to] = UInt8(truncatingIfNeeded: pairs[group >> 12])
      text[to + 1] = UInt8(truncatingIfNeeded: pairs[group >> 12] >> 8)
      if isPair { text[to + 2] = UInt8(truncatingIfNeeded: pairs[group & 0xFFF]) }
      if !padded { text.removeLast(isPair ? 1 : 2) }
    }
    return text
  }

  private static let standardPairs = pairs(of: letters(.standard))
  private static let urlPairs = pairs(of: letters(.url))

  static func letters(_ alphabet: Alphabet) -> [UInt8] {
    let common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return Array((common + (alphabet == .standard ? "+/" : "-_")).utf8)
  }

  /// Two letters for each twelve bits, the first in the low byte.
  private static func pairs(of letters: [UInt8]) -> [UInt16] {
    (0..<4096).map { UInt16(letters[$0 >> 6]) | UInt16(letters[$0 & 63]) << 8 }
  }
}
