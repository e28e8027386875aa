/// Writes heads and chunks as they go on the wire.
package enum HTTPSerializer {
  /// The head of a request up to and with the empty line, and how its body must follow.
  ///
  /// Host and framing are added where the fields lack them; nothing else is.
  package static func head(of request: HTTPRequest) -> (bytes: [UInt8], framing: HTTPFraming) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    bytes += request.method.name.utf8
    bytes.append(0x20)
    append(request.target.text, to: &bytes)
    bytes += " HTTP/1.1\r\n".utf8
    if !request.fields.contains(.host) { append(.host, request.authority, to: &bytes) }
    let takesBody = request.method != .get && request.method != .head
    let framing = append(
      request.fields,
      body: request.body,
      declaresEmpty: takesBody,
      knowsChunks: true,
      to: &bytes
    )
    bytes += "\r\n".utf8
    return (bytes, framing)
  }

  /// The head of a response, with what its connection knows of it: framing, end, and `date` where
  /// the fields have none.
  ///
  /// A client of HTTP/1.0 knows no chunks: a body of unknown length then ends with the connection.
  package static func head(
    of response: HTTPResponse,
    to method: HTTPMethod,
    isVersion10: Bool,
    closes: Bool,
    date: String? = nil
  ) -> (bytes: [UInt8], framing: HTTPFraming) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256 + (response.body.length ?? 0))
    bytes += "HTTP/1.1 ".utf8
    bytes += String(response.status.code).utf8
    bytes.append(0x20)
    append(response.status.reason, to: &bytes)
    bytes += "\r\n".utf8
    if let date, !response.fields.contains(.date) { append(.date, date, to: &bytes) }
    var framing = append(
      response.fields,
      body: response.body,
      declaresEmpty: !response.status.isBodiless,
      knowsChunks: !isVersion10,
      to: &bytes
    )
    if method == .head || response.status.isBodiless { framing = .none }
    appendConnection(
      response.fields,
      isVersion10: isVersion10,
      closes: closes || framing == .untilClose,
      to: &bytes
    )
    bytes += "\r\n".utf8
    return (bytes, framing)
  }

  private static func appendConnection(
    _ fields: HTTPFields,
    isVersion10: Bool,
    closes: Bool,
    to bytes: inout [UInt8]
  ) {
    if closes {
      if !fields.lists("close", in: .connection) { append(.connection, "close", to: &bytes) }
    } else if isVersion10, !fields.contains(.connection) {
      append(.connection, "keep-alive", to: &bytes)
    }
  }

  private static func append(
    _ fields: HTTPFields,
    body: HTTPBody,
    declaresEmpty: Bool,
    knowsChunks: Bool,
    to bytes: inout [UInt8]
  ) -> HTTPFraming {
    let isChunked = fields.contains(.transferEncoding)
    for field in fields.all where knowsChunks || field.name != .transferEncoding {
      append(field.name, field.value, to: &bytes)
    }
    if isChunked { return knowsChunks ? .chunked : .untilClose }
    if fields.contains(.contentLength) {
      // A length that is none is sent as it stands, by whoever wants to see what becomes of it.
      guard let declared = try? HTTPFraming.contentLength(fields) else { return .untilClose }
      return .length(declared)
    }
    if let length = body.length {
      if length > 0 || declaresEmpty { append(.contentLength, String(length), to: &bytes) }
      return length > 0 ? .length(length) : .none
    }
    guard knowsChunks else { return .untilClose }
    append(.transferEncoding, "chunked", to: &bytes)
    return .chunked
  }

  /// A part of a chunked body; an empty one is nothing, since an empty chunk is the end.
  package static func chunk(_ part: ArraySlice<UInt8>) -> [UInt8] {
    guard !part.isEmpty else { return [] }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(part.count + 20)
    bytes += String(part.count, radix: 16).utf8
    bytes += "\r\n".utf8
    bytes += part
    bytes += "\r\n".utf8
    return bytes
  }

  /// The last chunk with whatever trailers there are.
  package static func lastChunk(trailers: HTTPFields = [:]) -> [UInt8] {
    var bytes = Array("0\r\n".utf8)
    for field in trailers.all { append(field.name, field.value, to: &bytes) }
    bytes += "\r\n".utf8
    return bytes
  }

  private static func append(_ name: HTTPFieldName, _ value: String, to bytes: inout [UInt8]) {
    append(name.raw, to: &bytes)
    bytes += ": ".utf8
    append(value, to: &bytes)
    bytes += "\r\n".utf8
  }

  /// Writes text of one line: a CR, LF or NUL could smuggle in another field.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes += text.utf8
    for index in start..<bytes.count
    where bytes[index] == 0x0D || bytes[index] == 0x0A || bytes[index] == 0 {
      bytes[index] = 0x20
    }
  }
}
