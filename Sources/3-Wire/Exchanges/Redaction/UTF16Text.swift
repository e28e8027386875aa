/// Bytes that are UTF-16: behind a byte order mark, or ASCII with a zero at every other place.
struct UTF16Text {
  let utf8: [UInt8]
  private let isBigEndian: Bool
  private let hasMark: Bool

  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    hasMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if hasMark {
      isBigEndian = bytes[0] == 0xFE
    } else {
      isBigEndian = bytes[0] == 0
      let zeros = stride(from: isBigEndian ? 0 : 1, to: bytes.count, by: 2)
      guard bytes[0] == 0 || bytes[1] == 0, zeros.count(where: { bytes[$0] == 0 }) > bytes.count / 4
      else { return nil }
    }
    let (high, low) = isBigEndian ? (0, 1) : (1, 0)
    let units = stride(from: hasMark ? 2 : 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + low])
    }
    // A zero is no letter of a text.
    guard !units.contains(0), let text = String(validating: units, as: UTF16.self) else {
      return nil
    }
    utf8 = Array(text.utf8)
  }

  /// A text in the encoding that this one had.
  func encoded(_ utf8: [UInt8]) -> [UInt8] {
    let units = (hasMark ? [0xFEFF] : []) + Array(String(decoding: utf8, as: UTF8.self).utf16)
    return units.flatMap { unit in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? bytes : bytes.reversed()
    }
  }
}
