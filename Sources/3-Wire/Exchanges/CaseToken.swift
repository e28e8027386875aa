import Bytes

/// The mark of one case in its prompt, `[ts:7f3a]`, by which an upstream call is known to be its.
package struct CaseToken: Sendable, Hashable, CustomStringConvertible {
  /// Hexadecimal digits in lower case, not all zero, at most 32.
  package let id: String

  /// Nil where `id` is not 1 to 32 hexadecimal digits in lower case, or only zeros.
  package init?(id: String) {
    guard (1...CaseToken.longest).contains(id.utf8.count), id.utf8.allSatisfy(CaseToken.isDigit),
      id.utf8.contains(where: { $0 != UInt8(ascii: "0") })
    else { return nil }
    self.id = id
  }

  /// The token of the case with this number.
  package init(number: UInt32) { id = String(UInt64(number) + 0x1000, radix: 16) }

  /// The first token in a prompt, or in any text that holds one.
  package init?(in text: String) { self.init(in: Array(text.utf8)) }

  /// The first token in a body of any kind: JSON escapes none of its characters.
  package init?(in bytes: [UInt8]) {
    var start = 0
    while let place = CaseToken.opening.firstIndex(in: bytes, from: start) {
      start = place + CaseToken.opening.pattern.count
      let digits = bytes[start...].prefix(CaseToken.longest + 1).prefix(while: CaseToken.isDigit)
      guard digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "]"),
        let token = CaseToken(id: String(decoding: digits, as: UTF8.self))
      else { continue }
      self = token
      return
    }
    return nil
  }

  /// Text without any token, nor the space before one, so that two runs of a case look the same.
  package static func stripped(from bytes: [UInt8]) -> [UInt8] {
    var clean: [UInt8] = []
    var end = 0
    var start = 0
    while let place = opening.firstIndex(in: bytes, from: start) {
      start = place + opening.pattern.count
      let digits = bytes[start...].prefix(longest + 1).prefix(while: isDigit)
      guard !digits.isEmpty, digits.endIndex < bytes.count,
        bytes[digits.endIndex] == UInt8(ascii: "]")
      else { continue }
      let isSpaced = place > end && bytes[place - 1] == UInt8(ascii: " ")
      clean += bytes[end..<(isSpaced ? place - 1 : place)]
      end = digits.endIndex + 1
      start = end
    }
    return end == 0 ? bytes : clean + bytes[end...]
  }

  /// The token in a header field: bare, `7f3a`, or as in a prompt, `[ts:7f3a]`.
  package init?(field value: String) {
    guard let token = CaseToken(id: value) ?? CaseToken(in: value) else { return nil }
    self = token
  }

  /// The token in a W3C trace context, `00-<trace id>-<parent>-<flags>`.
  package init?(traceparent value: String) {
    let parts = value.split(separator: "-")
    guard parts.count >= 4, parts[1].utf8.count == CaseToken.longest else { return nil }
    self.init(id: String(parts[1].drop { $0 == "0" }))
  }

  /// The form that stands in the prompt.
  package var marker: String { "[ts:\(id)]" }

  /// The trace context that carries this token.
  package var traceparent: String {
    let traceID = String(repeating: "0", count: CaseToken.longest - id.utf8.count) + id
    return "00-\(traceID)-00f067aa0ba902b7-01"
  }

  package var description: String { id }

  private static let longest = 32
  private static let opening = ByteSearch(Array("[ts:".utf8))

  private static func isDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x61...0x66 ~= byte
  }
}
