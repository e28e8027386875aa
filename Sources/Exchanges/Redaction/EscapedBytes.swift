import Bytes

/// Bytes with their escapes undone, and where each of them came from.
struct EscapedBytes {
  private(set) var plain: [UInt8] = []
  /// Where each plain byte began; one more at the end.
  private var origins: [Int] = []

  /// Undoes percent escapes and JSON's; nil where there are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "\\") }) else {
      return nil
    }
    var index = 0
    while index < bytes.count {
      origins.append(index)
      let (byte, length) = EscapedBytes.unescaped(bytes[index...])
      plain.append(byte)
      index += length
    }
    origins.append(bytes.count)
  }

  /// The bytes that `range` of the plain ones was written as.
  func origin(of range: Range<Int>) -> Range<Int> {
    origins[range.lowerBound]..<origins[range.upperBound]
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> (byte: UInt8, length: Int) {
    let start = bytes.startIndex
    let byte = bytes[start]
    if byte == UInt8(ascii: "%"), let value = hex(bytes.dropFirst().prefix(2)) { return (value, 3) }
    guard byte == UInt8(ascii: "\\"), let next = bytes.dropFirst().first else { return (byte, 1) }
    if next == UInt8(ascii: "u"), bytes.dropFirst(2).prefix(2).elementsEqual("00".utf8),
      let value = hex(bytes.dropFirst(4).prefix(2))
    {
      return (value, 6)
    }
    return "\"/\\".utf8.contains(next) ? (next, 2) : (byte, 1)
  }

  private static func hex(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, let high = digits.first.flatMap(Hex.value),
      let low = digits.last.flatMap(Hex.value)
    else { return nil }
    return high << 4 | low
  }
}
