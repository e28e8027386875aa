import Bytes

/// The line before a chunk, RFC 9112 section 7.1: its size and extensions.
///
/// Nobody needs an extension; it is read because another reader might end the line elsewhere.
enum HTTPChunkHead {
  static func size(_ line: ArraySlice<UInt8>) throws(HTTPRefusal) -> Int {
    let digits = line.prefix { Hex.value($0) != nil }
    guard !digits.isEmpty else { throw .malformedChunkSize }
    var size = 0
    for digit in digits {
      guard size <= Int.max >> 4 else { throw .chunkTooLong }
      size = size << 4 | Int(Hex.value(digit) ?? 0)
    }
    let rest = line[digits.endIndex...]
    guard !rest.isEmpty else { return size }
    var extensions = Extensions(rest: rest)
    guard extensions.begin() else { throw .malformedChunkSize }
    guard extensions.readAll() else { throw .malformedChunkExtension }
    return size
  }

  /// `;name`, `;name=token` and `;name="text"`, blanks between them.
  private struct Extensions {
    var rest: ArraySlice<UInt8>

    /// Whether a first semicolon stands at the beginning.
    mutating func begin() -> Bool { skip(UInt8(ascii: ";")) }

    /// Whether all that follows a semicolon is well formed.
    mutating func readAll() -> Bool {
      repeat {
        guard token() else { return false }
        if skip(UInt8(ascii: "=")), !(quoted() ?? token()) { return false }
      } while skip(UInt8(ascii: ";"))
      return rest.isEmpty
    }

    /// Steps over `byte` and the blanks around it, or over nothing.
    private mutating func skip(_ byte: UInt8) -> Bool {
      let next = rest.drop(while: HTTPFieldParser.isSpace)
      guard next.first == byte else { return false }
      rest = next.dropFirst().drop(while: HTTPFieldParser.isSpace)
      return true
    }

    private mutating func token() -> Bool {
      let token = rest.prefix(while: HTTPFieldParser.isToken)
      rest = rest[token.endIndex...]
      return !token.isEmpty
    }

    /// Whether the quotes at the beginning are closed, without controls between; nil without quotes.
    private mutating func quoted() -> Bool? {
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest.removeFirst()
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\"") { return true }
        let text = byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
        guard let text, !HTTPFieldParser.isControl(text) else { return false }
      }
      return false
    }
  }
}
