/// Classes of bytes that secrets are made of.
enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  static func isKeyByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == 0x2D || byte == 0x5F
  }

  static func isDottedByte(_ byte: UInt8) -> Bool { isKeyByte(byte) || byte == 0x2E }

  static func isCredentialByte(_ byte: UInt8) -> Bool {
    isKeyByte(byte) || ".~+/=:".utf8.contains(byte)
  }

  static func isAuthorityByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"/?#\"'<>\\".utf8.contains(byte)
  }

  static func isBase64Byte(_ byte: UInt8) -> Bool {
    isKeyByte(byte) || byte == 0x2B || byte == 0x2F
  }

  static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
  }

  /// Whether these bytes look like nothing that people write for each other: a digit, or a capital
  /// behind a small letter.
  static func isTelling(_ bytes: ArraySlice<UInt8>) -> Bool {
    var hasSmall = false
    for byte in bytes {
      switch byte {
      case 0x30...0x39: return true
      case 0x41...0x5A: if hasSmall { return true }
      case 0x61...0x7A: hasSmall = true
      // A sentence begins anew.
      case 0x20: hasSmall = false
      default: break
      }
    }
    return false
  }
}

/// The run of like bytes that was walked last; walks begin ever farther back.
struct ByteRun {
  private var end = 0
  private var lastDigit = -1

  /// Finds the rest of a run from `start` on.
  mutating func rest(
    of bytes: [UInt8],
    from start: Int,
    while isLike: (UInt8) -> Bool
  ) -> Range<Int> {
    guard start >= end else { return start..<end }
    end = start
    while end < bytes.count, isLike(bytes[end]) {
      if ASCII.isDigit(bytes[end]) { lastDigit = end }
      end += 1
    }
    return start..<end
  }

  /// Whether a digit stands in the run, at or behind `start`.
  func holdsDigit(from start: Int) -> Bool { lastDigit >= start }
}
