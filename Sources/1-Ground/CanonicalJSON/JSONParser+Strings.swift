extension JSONParser {
  /// Reads a string, its opening quote next: straight from the bytes where nothing is escaped.
  mutating func parseString() throws(JSONError) -> String {
    let start = offset + 1
    offset = start
    var bits: UInt8 = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let text = try validText(start..<offset, isASCII: bits < 0x80)
        offset += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try parseEscapedString(from: start) }
      if byte < 0x20 { throw failure(.controlCharacter(byte)) }
      bits |= byte
      offset += 1
    }
    throw failure(.unexpectedEnd)
  }

  private mutating func parseEscapedString(from start: Int) throws(JSONError) -> String {
    var text = ""
    var plain = start
    var bits: UInt8 = 0x80
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        text += try validText(plain..<offset, isASCII: bits < 0x80)
        offset += 1
        return text
      }
      if byte < 0x20 { throw failure(.controlCharacter(byte)) }
      if byte == UInt8(ascii: "\\") {
        text += try validText(plain..<offset, isASCII: bits < 0x80)
        text.unicodeScalars.append(try parseEscape())
        plain = offset
        bits = 0
      } else {
        bits |= byte
        offset += 1
      }
    }
    throw failure(.unexpectedEnd)
  }

  /// Plain ASCII, which nearly all text is, needs no validation; that is generic code and slow.
  private func validText(_ range: Range<Int>, isASCII: Bool) throws(JSONError) -> String {
    if isASCII { return String(decoding: bytes[range], as: UTF8.self) }
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw failure(.invalidUTF8, at: range.lowerBound)
    }
    return text
  }

  private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
    let start = offset
    offset += 1
    let byte = try peek()
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape(from: start)
    default: throw failure(.malformedEscape, at: start)
    }
  }

  /// RFC 8259 section 7: what lies beyond the first plane is written as two surrogates.
  private mutating func parseUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try parseFourHexDigits(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[offset...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    else { throw failure(.loneSurrogate, at: start) }
    offset += 2
    let second = try parseFourHexDigits(from: start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func parseFourHexDigits(from start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else {
        throw failure(.malformedEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}
