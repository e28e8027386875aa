/// Reads field lines up to the empty one: a head's fields or a body's trailers.
struct HTTPFieldParser: Sendable {
  private let limits: HTTPLimits
  private var fields = HTTPFields()
  private var byteCount = 0
  private var fieldCount = 0

  init(limits: HTTPLimits) { self.limits = limits }

  /// All fields once the empty line has come; nil before.
  mutating func next(from input: inout HTTPInput) throws(HTTPRefusal) -> HTTPFields? {
    let limit = limits.fieldBytes
    while let line = try input.takeLine(
      limit: limit - byteCount,
      orThrow: .fieldsTooLong(limit: limit)
    ) {
      if line.isEmpty { return fields }
      byteCount += line.count + 2
      fieldCount += 1
      guard fieldCount <= limits.fieldCount else {
        throw .tooManyFields(limit: limits.fieldCount)
      }
      let field = try HTTPFieldParser.field(line)
      fields.append(field.name, field.value)
    }
    return nil
  }

  /// One line, RFC 9112 section 5: the name is a token and the colon follows at once.
  static func field(_ line: ArraySlice<UInt8>) throws(HTTPRefusal) -> HTTPField {
    guard let first = line.first, !isSpace(first) else { throw .foldedField }
    var colon = line.startIndex
    while colon < line.endIndex, isToken(line[colon]) { colon += 1 }
    guard colon < line.endIndex, colon > line.startIndex else { throw .malformedFieldName }
    guard line[colon] == UInt8(ascii: ":") else {
      let rest = line[colon...].drop(while: isSpace)
      throw rest.first == UInt8(ascii: ":") ? .spaceBeforeColon : .malformedFieldName
    }
    let name = HTTPFieldName(String(decoding: line[..<colon], as: UTF8.self))
    return HTTPField(name, try value(line[(colon + 1)...], of: name))
  }

  private static func value(
    _ bytes: ArraySlice<UInt8>,
    of name: HTTPFieldName
  ) throws(HTTPRefusal) -> String {
    let trimmed = trimmed(bytes)
    guard !trimmed.contains(where: isControl) else { throw .controlInField(name.raw) }
    return text(trimmed)
  }

  /// Without the white space at both ends.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  /// UTF-8 where it is that, else Latin-1, as RFC 9110 section 5.5 lets it be.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

  /// RFC 9110 section 5.6.2.
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "!"), 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: false
    }
  }
}
