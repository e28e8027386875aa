/// The look of a string, whatever it says.
package enum StringKind: String, Sendable, CaseIterable {
  case date
  case url
  case uuid
  case hex
  case base64
  case dataURI = "data-uri"
  /// One token of letters, digits and a few signs, such as a status, a media type or an id.
  case word
  /// Anything else, the empty string too.
  case text

  /// How far a long string is looked at.
  private static let horizon = 128

  package init(of string: String) {
    let bytes = string.utf8
    let count = bytes.count
    switch bytes.first {
    case nil: self = .text
    case UInt8(ascii: "h")
    where bytes.starts(with: "https://".utf8) || bytes.starts(with: "http://".utf8):
      self = .url
    case UInt8(ascii: "d") where bytes.starts(with: "data:".utf8): self = .dataURI
    // The mark that a recording keeps in a picture's place.
    case UInt8(ascii: "<") where bytes.starts(with: "<picture ".utf8): self = .base64
    default: self = StringKind.plain(Letters(bytes.prefix(StringKind.horizon)), count, bytes: bytes)
    }
  }

  private static func plain(
    _ letters: Letters,
    _ count: Int,
    bytes: String.UTF8View
  ) -> StringKind {
    if letters.isHexAndDashes, count == 36, isUUID(bytes) { return .uuid }
    if letters.startsWithDigit, count >= 10, isDate(bytes) { return .date }
    if letters.isHex, count >= 16 { return .hex }
    if letters.isBase64, count >= 64 { return .base64 }
    return letters.isWord && count <= 64 ? .word : .text
  }

  private static func isUUID(_ bytes: String.UTF8View) -> Bool {
    for (offset, byte) in bytes.enumerated() {
      let isDash = byte == UInt8(ascii: "-")
      guard isDash == [8, 13, 18, 23].contains(offset) else { return false }
    }
    return true
  }

  /// `2026-11-20`, and a time behind it perhaps.
  private static func isDate(_ bytes: String.UTF8View) -> Bool {
    for (offset, byte) in bytes.prefix(11).enumerated() {
      switch offset {
      case 4, 7: guard byte == UInt8(ascii: "-") else { return false }
      case 10: return byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ")
      default: guard 0x30...0x39 ~= byte else { return false }
      }
    }
    return true
  }
}

/// The kinds of characters in a string, found in one pass.
private struct Letters {
  var isHex = true
  var isHexAndDashes = true
  var isBase64 = true
  var isWord = true
  var startsWithDigit = false

  init(_ bytes: String.UTF8View.SubSequence) {
    startsWithDigit = bytes.first.map { 0x30...0x39 ~= $0 } ?? false
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x61...0x66, 0x41...0x46: continue
      case 0x61...0x7A, 0x41...0x5A:
        isHex = false
        isHexAndDashes = false
      case UInt8(ascii: "-"): isHex = false
      case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "_"):
        isHex = false
        isHexAndDashes = false
      case UInt8(ascii: "."), UInt8(ascii: ":"):
        isHex = false
        isHexAndDashes = false
        isBase64 = false
      default:
        (isHex, isHexAndDashes, isBase64, isWord) = (false, false, false, false)
        return
      }
    }
  }
}

extension StringKind {
  /// Whether a word may be one of a few that a member is held to: ids, which mix letters and digits, are not.
  static func isListable(_ word: String) -> Bool {
    let bytes = word.utf8
    guard bytes.count <= 40 else { return false }
    guard bytes.count >= 10 else { return true }
    return !bytes.contains { 0x30...0x39 ~= $0 }
  }

  /// Whether the kind says something that a reader may rely on.
  var isStrict: Bool { self != .word && self != .text }
}
