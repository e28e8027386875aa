import Bytes

/// Bytes with their escapes undone, and where each of them came from.
struct EscapedBytes {
  private(set) var plain: [UInt8] = []
  /// Where each plain byte began; one more at the end.
  private var origins: [Int] = []

  /// Undoes percent escapes, JSON's and HTML's; nil where there are none.
  init?(_ bytes: [UInt8]) {
    guard bytes.contains(where: { $0 == 0x25 || $0 == 0x5C || $0 == 0x26 }) else { return nil }
    var isEscaped = false
    var index = 0
    while index < bytes.count {
      origins.append(index)
      let (byte, length) = EscapedBytes.unescaped(bytes[index...])
      plain.append(byte)
      index += length
      isEscaped = isEscaped || length > 1
    }
    origins.append(bytes.count)
    guard isEscaped else { return nil }
  }

  /// The bytes that `range` of the plain ones was written as.
  func origin(of range: Range<Int>) -> Range<Int> {
    origins[range.lowerBound]..<origins[range.upperBound]
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> (byte: UInt8, length: Int) {
    let byte = bytes[bytes.startIndex]
    switch byte {
    case UInt8(ascii: "%"):
      return hex(bytes.dropFirst().prefix(2)).map { ($0, 3) } ?? (byte, 1)
    case UInt8(ascii: "&"):
      let entity = entities.first { bytes.starts(with: $0.text) }
      return entity.map { ($0.byte, $0.text.count) } ?? (byte, 1)
    case UInt8(ascii: "\\"): return backslashed(bytes)
    default: return (byte, 1)
    }
  }

  private static func backslashed(_ bytes: ArraySlice<UInt8>) -> (byte: UInt8, length: Int) {
    let byte = bytes[bytes.startIndex]
    guard let next = bytes.dropFirst().first else { return (byte, 1) }
    if next == UInt8(ascii: "u"), bytes.dropFirst(2).prefix(2).elementsEqual("00".utf8),
      let value = hex(bytes.dropFirst(4).prefix(2))
    {
      return (value, 6)
    }
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): return (next, 2)
    case UInt8(ascii: "n"): return (0x0A, 2)
    case UInt8(ascii: "r"): return (0x0D, 2)
    default: return (byte, 1)
    }
  }

  private static let entities: [(text: [UInt8], byte: UInt8)] = [
    ("&amp;", "&"), ("&#38;", "&"), ("&#x26;", "&"), ("&quot;", "\""), ("&#34;", "\""),
    ("&apos;", "'"), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#61;", "="),
    ("&#x3D;", "="),
  ].map { (Array($0.utf8), UInt8(ascii: $1)) }

  private static func hex(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, let high = digits.first.flatMap(Hex.value),
      let low = digits.last.flatMap(Hex.value)
    else { return nil }
    return high << 4 | low
  }
}
