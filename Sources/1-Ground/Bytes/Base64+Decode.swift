/// A reason why a text is no base64.
package enum Base64Error: Error, Equatable, CustomStringConvertible {
  case unexpectedByte(UInt8, offset: Int)
  /// A last group of one letter, or padding that is missing or too much.
  case wrongLength(Int)
  /// The last letter carries bits that no byte takes up.
  case leftoverBits

  package var description: String {
    switch self {
    case .unexpectedByte(let byte, let offset):
      "base64 has the byte 0x\(Hex.encode([byte])) at offset \(offset); remove it"
    case .wrongLength(let count): "base64 of \(count) letters is cut short or padded wrongly"
    case .leftoverBits: "the last letter of the base64 has bits set that belong to no byte"
    }
  }
}

extension Base64 {
  /// Reads strictly: no white space, no letter of the other alphabet, no leftover bits.
  ///
  /// The standard alphabet wants its padding; the URL alphabet takes text with and without.
  package static func decode(
    _ text: String,
    alphabet: Alphabet = .standard
  ) throws(Base64Error) -> [UInt8] {
    try decode(Array(text.utf8)[...], alphabet: alphabet)
  }

  package static func decode(
    _ text: ArraySlice<UInt8>,
    alphabet: Alphabet = .standard
  ) throws(Base64Error) -> [UInt8] {
    let letters = unpadded(text)
    let isPadded = letters.count < text.count
    guard letters.count % 4 != 1,
      text.count.isMultiple(of: 4) || (alphabet == .url && !isPadded)
    else { throw .wrongLength(text.count) }
    let values = alphabet == .standard ? standardValues : urlValues
    var bytes = [UInt8](repeating: 0, count: letters.count * 3 / 4)
    guard decodeGroups(letters, values, into: &bytes) else { throw blame(letters, values) }
    try decodeTail(letters, values, into: &bytes)
    return bytes
  }

  private static func unpadded(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return text.dropLast(padding)
  }

  /// False where some byte is no letter.
  private static func decodeGroups(
    _ text: ArraySlice<UInt8>,
    _ values: [UInt8],
    into bytes: inout [UInt8]
  ) -> Bool {
    let source = text.span
    var from = 0
    var to = 0
    var seen: UInt8 = 0
    while from &+ 4 <= source.count {
      let a = values[Int(source[from])]
      let b = values[Int(source[from &+ 1])]
      let c = values[Int(source[from &+ 2])]
      let d = values[Int(source[from &+ 3])]
      seen |= a | b | c | d
      bytes[to] = a &<< 2 | b &>> 4
      bytes[to &+ 1] = b &<< 4 | c &>> 2
      bytes[to &+ 2] = c &<< 6 | d
      from &+= 4
      to &+= 3
    }
    return seen & 0x80 == 0
  }

  private static func decodeTail(
    _ text: ArraySlice<UInt8>,
    _ values: [UInt8],
    into bytes: inout [UInt8]
  ) throws(Base64Error) {
    let tail = text.suffix(text.count % 4).map { values[Int($0)] }
    guard tail.allSatisfy({ $0 < 64 }) else { throw blame(text, values) }
    guard let last = tail.last else { return }
    guard last & (tail.count == 2 ? 0x0F : 0x03) == 0 else { throw .leftoverBits }
    let to = text.count / 4 * 3
    bytes[to] = tail[0] << 2 | tail[1] >> 4
    if tail.count == 3 { bytes[to + 1] = tail[1] << 4 | tail[2] >> 2 }
  }

  private static func blame(_ text: ArraySlice<UInt8>, _ values: [UInt8]) -> Base64Error {
    let place = text.firstIndex { values[Int($0)] > 63 } ?? text.startIndex
    return .unexpectedByte(text[place], offset: place - text.startIndex)
  }

  private static let standardValues = values(of: letters(.standard))
  private static let urlValues = values(of: letters(.url))

  /// The worth of each byte; 255 for what is no letter.
  private static func values(of letters: [UInt8]) -> [UInt8] {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }
}
