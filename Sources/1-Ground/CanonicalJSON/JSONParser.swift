extension JSON {
  /// How deep arrays and objects may nest unless a caller says otherwise.
  package static let defaultDepthLimit = 512

  /// Reads strict RFC 8259: one value, UTF-8, no byte order mark, no comments, no trailing commas.
  package init(
    parsing bytes: [UInt8],
    depthLimit: Int = defaultDepthLimit
  ) throws(JSONError) {
    var parser = JSONParser(bytes: bytes, depthLimit: depthLimit)
    self = try parser.parseDocument()
  }

  package init(parsing text: String) throws(JSONError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// A recursive descent over bytes; each value is read once, from left to right.
struct JSONParser {
  let bytes: [UInt8]
  let depthLimit: Int
  var offset = 0
  private var depth = 0

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  mutating func parseDocument() throws(JSONError) -> JSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure(.byteOrderMark) }
    let value = try parseValue()
    skipWhiteSpace()
    guard offset == bytes.count else { throw failure(.trailingText) }
    return value
  }

  private mutating func parseValue() throws(JSONError) -> JSON {
    skipWhiteSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try parseObject()
    case UInt8(ascii: "["): return try parseArray()
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try parseNumber())
    case let byte: throw failure(.unexpectedByte(byte))
    }
  }

  private mutating func parseObject() throws(JSONError) -> JSON {
    try enter()
    var members: [JSONObject.Member] = []
    skipWhiteSpace()
    if try peek() != UInt8(ascii: "}") {
      repeat {
        skipWhiteSpace()
        let byte = try peek()
        guard byte == UInt8(ascii: "\"") else {
          let isTrailing = byte == UInt8(ascii: "}") && !members.isEmpty
          throw failure(isTrailing ? .trailingComma : .unexpectedByte(byte))
        }
        let name = try parseString()
        skipWhiteSpace()
        try expect(UInt8(ascii: ":"))
        members.append(JSONObject.Member(name: name, value: try parseValue()))
      } while try continues(until: UInt8(ascii: "}"))
    }
    leave()
    return .object(JSONObject(members))
  }

  private mutating func parseArray() throws(JSONError) -> JSON {
    try enter()
    var elements: [JSON] = []
    skipWhiteSpace()
    if try peek() != UInt8(ascii: "]") {
      repeat {
        skipWhiteSpace()
        if try peek() == UInt8(ascii: "]") { throw failure(.trailingComma) }
        elements.append(try parseValue())
      } while try continues(until: UInt8(ascii: "]"))
    }
    leave()
    return .array(elements)
  }

  /// Steps over a comma and says true, or stops before the closing byte and says false.
  private mutating func continues(until closing: UInt8) throws(JSONError) -> Bool {
    skipWhiteSpace()
    let byte = try peek()
    if byte == closing { return false }
    guard byte == UInt8(ascii: ",") else { throw failure(.unexpectedByte(byte)) }
    offset += 1
    return true
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for expected in "\(word)".utf8 { try expect(expected) }
    return value
  }

  private mutating func parseNumber() throws(JSONError) -> JSONNumber {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: "0") {
      offset += 1
    } else {
      try skipDigits(from: start)
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try skipDigits(from: start)
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count,
        bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
      {
        offset += 1
      }
      try skipDigits(from: start)
    }
    if offset < bytes.count, isDigit(bytes[offset]) { throw failure(.malformedNumber, at: start) }
    return JSONNumber(checked: String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func skipDigits(from start: Int) throws(JSONError) {
    let first = offset
    while offset < bytes.count, isDigit(bytes[offset]) { offset += 1 }
    guard offset > first else { throw failure(.malformedNumber, at: start) }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  mutating func skipWhiteSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  func peek() throws(JSONError) -> UInt8 {
    guard offset < bytes.count else { throw failure(.unexpectedEnd) }
    return bytes[offset]
  }

  mutating func expect(_ expected: UInt8) throws(JSONError) {
    let byte = try peek()
    guard byte == expected else { throw failure(.unexpectedByte(byte)) }
    offset += 1
  }

  private mutating func enter() throws(JSONError) {
    guard depth < depthLimit else { throw failure(.tooDeep(limit: depthLimit)) }
    depth += 1
    offset += 1
  }

  private mutating func leave() {
    depth -= 1
    offset += 1
  }

  func failure(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    JSONError(reason, at: offset ?? self.offset, in: bytes)
  }
}
