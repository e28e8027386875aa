/// The part of a response that stands before its body.
package struct HTTPResponseHead: Sendable {
  package var status: HTTPStatus
  package var fields: HTTPFields
  package var framing: HTTPFraming
  package var isVersion10: Bool

  /// Whether the connection can carry another request.
  package var keepsAlive: Bool {
    if framing == .untilClose || status.code == 101 { return false }
    guard fields.contains(.connection) else { return !isVersion10 }
    if fields.lists("close", in: .connection) { return false }
    return !isVersion10 || fields.lists("keep-alive", in: .connection)
  }

  /// Whether the answer itself is still to come.
  package var isInterim: Bool { 100...199 ~= status.code && status.code != 101 }
}

extension HTTPResponseHead {
  /// Reads the status line, RFC 9112 section 4, and leaves the fields to come.
  init(statusLine line: ArraySlice<UInt8>) throws(HTTPRefusal) {
    guard let isVersion10 = try HTTPVersion.isVersion10(line.prefix(8)) else {
      throw .malformedStatusLine
    }
    let rest = line.dropFirst(8)
    let digits = rest.dropFirst().prefix(3)
    guard rest.first == 0x20, digits.count == 3, digits.allSatisfy({ 0x30...0x39 ~= $0 }),
      let code = Int(String(decoding: digits, as: UTF8.self)), 100...999 ~= code
    else { throw .malformedStatusLine }
    let reason = rest.dropFirst(4)
    guard reason.first ?? 0x20 == 0x20, !reason.contains(where: HTTPFieldParser.isControl) else {
      throw .malformedStatusLine
    }
    self.init(
      status: HTTPStatus(code, reason: HTTPFieldParser.text(reason.dropFirst())),
      fields: [:],
      framing: .none,
      isVersion10: isVersion10
    )
  }

  /// Takes the fields; some answers have no body whatever the fields say.
  mutating func complete(with fields: HTTPFields, to method: HTTPMethod) throws(HTTPRefusal) {
    self.fields = fields
    let declared = try HTTPFraming(fields, isVersion10: isVersion10)
    let isBodiless = method == .head || status.isBodiless
    framing = isBodiless ? .none : declared ?? .untilClose
  }
}

extension HTTPStatus {
  /// Whether an answer of this status never has a body.
  package var isBodiless: Bool { code < 200 || code == 204 || code == 304 }
}
