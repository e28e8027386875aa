/// The part of a request that stands before its body.
package struct HTTPRequestHead: Sendable {
  package var method: HTTPMethod
  /// From the target where that is a whole URL, else from the Host field; empty in HTTP/1.0 without one.
  package var authority: String
  package var target: HTTPTarget
  package var fields: HTTPFields
  package var framing: HTTPFraming
  package var isVersion10: Bool

  /// Whether another request may follow on the connection.
  package var keepsAlive: Bool {
    guard fields.contains(.connection) else { return !isVersion10 }
    if fields.lists("close", in: .connection) { return false }
    return !isVersion10 || fields.lists("keep-alive", in: .connection)
  }

  /// Whether the client waits for 100 before it sends the body.
  package var expectsContinue: Bool {
    !isVersion10 && framing != .none && fields.contains(.expect)
  }
}

extension HTTPRequestHead {
  /// Reads the request line, RFC 9112 section 3, and leaves the fields to come.
  init(requestLine line: ArraySlice<UInt8>) throws(HTTPRefusal) {
    guard let first = line.firstIndex(of: 0x20), let last = line.lastIndex(of: 0x20),
      first < last, first > line.startIndex, line[..<first].allSatisfy(HTTPFieldParser.isToken),
      !line[(first + 1)..<last].contains(0x20),
      let isVersion10 = try HTTPVersion.isVersion10(line[(last + 1)...])
    else { throw .malformedRequestLine }
    let (verb, place) = (line[..<first], line[(first + 1)..<last])
    let method = HTTPMethod(String(decoding: verb, as: UTF8.self))
    guard method != "CONNECT" else { throw .unsupportedMethod(method.name) }
    let (authority, target) = try HTTPRequestHead.target(place, method: method)
    self.init(
      method: method,
      authority: authority,
      target: target,
      fields: [:],
      framing: .none,
      isVersion10: isVersion10
    )
  }

  private static func target(
    _ bytes: ArraySlice<UInt8>,
    method: HTTPMethod
  ) throws(HTTPRefusal) -> (authority: String, target: HTTPTarget) {
    guard let first = bytes.first, bytes.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      throw .malformedTarget
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if first == UInt8(ascii: "/") || (text == "*" && method == .options) {
      guard !bytes.contains(UInt8(ascii: "#")) else { throw .malformedTarget }
      return ("", HTTPTarget(text))
    }
    guard let url = HTTPURL(text), HTTPAuthority.isValid(url.authority) else {
      throw .malformedTarget
    }
    return (url.authority, url.target)
  }

  /// Takes the fields: the host, RFC 9112 section 3.2, what is expected, and the body's framing.
  mutating func complete(with fields: HTTPFields) throws(HTTPRefusal) {
    let hosts = fields.values(of: .host)
    guard hosts.count <= 1 else { throw .repeatedHost }
    if let host = hosts.first {
      guard HTTPAuthority.isValid(host) else { throw .malformedHost(host) }
      if authority.isEmpty { authority = host }
    } else if !isVersion10 {
      throw .missingHost
    }
    if !isVersion10, let expectation = fields[.expect], expectation.lowercased() != "100-continue" {
      throw .unknownExpectation(expectation)
    }
    self.fields = fields
    framing = try HTTPFraming(fields, isVersion10: isVersion10) ?? .none
  }
}
