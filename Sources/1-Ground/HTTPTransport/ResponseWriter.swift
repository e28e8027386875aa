import CanonicalJSON
import HTTPMessages
import Sockets

/// Writes responses: head and body in one write where the body is at hand and small.
struct ResponseWriter {
  private static let oneWriteLimit = 64 << 10

  private let stream: any ByteStream
  private let patience: Duration
  private let date: ServerDate

  init(_ stream: any ByteStream, server: ServerContext) {
    self.stream = stream
    patience = server.limits.progress
    date = server.date
  }

  /// Whether the connection can go on.
  func write(_ response: HTTPResponse, to head: HTTPRequestHead, stays: Bool) async throws -> Bool {
    let stays = stays && !response.fields.lists("close", in: .connection)
    let (bytes, framing) = HTTPSerializer.head(
      of: response,
      to: head.method,
      isVersion10: head.isVersion10,
      closes: !stays,
      date: date.text
    )
    guard framing != .none else {
      try await write(bytes[...])
      return stays
    }
    let isWhole =
      switch response.body {
      case .bytes(let body): try await write(bytes, body, framing: framing)
      case .stream(let body): try await write(bytes, body, framing: framing)
      }
    return stays && isWhole
  }

  /// Whether the body is as long as its head says and the client knows where it ends.
  private func write(
    _ head: [UInt8],
    _ body: [UInt8],
    framing: HTTPFraming
  ) async throws -> Bool {
    var head = head
    switch framing {
    case .chunked:
      try await write((head + HTTPSerializer.chunk(body[...]) + HTTPSerializer.lastChunk())[...])
      return true
    case .none, .length, .untilClose:
      let part = if case .length(let length) = framing { body.prefix(length) } else { body[...] }
      if part.count <= ResponseWriter.oneWriteLimit {
        head += part
        try await write(head[...])
      } else {
        try await write(head[...])
        try await write(part)
      }
      return framing == .length(body.count)
    }
  }

  private func write(
    _ head: [UInt8],
    _ body: HTTPBodyStream,
    framing: HTTPFraming
  ) async throws -> Bool {
    try await write(head[...])
    var left = if case .length(let length) = framing { length } else { Int.max }
    while let part = try await body.next() {
      guard part.count <= left else {
        try await write(part.prefix(left))
        return false
      }
      left -= part.count
      try await write(framing == .chunked ? HTTPSerializer.chunk(part)[...] : part)
    }
    if framing == .chunked { try await write(HTTPSerializer.lastChunk()[...]) }
    return framing == .chunked || left == 0
  }

  /// Says why the request isn't taken; the connection is closed afterwards.
  func write(_ refusal: HTTPRefusal) async throws {
    let error: JSON = [
      "error": [
        "message": .string("\(refusal)"), "type": "invalid_request_error", "param": .null,
        "code": .null,
      ]
    ]
    let body = error.bytes()
    let response = HTTPResponse(
      refusal.status,
      fields: [.contentType: "application/json"],
      body: .bytes(body)
    )
    let (head, _) = HTTPSerializer.head(
      of: response,
      to: .get,
      isVersion10: false,
      closes: true,
      date: date.text
    )
    try await write((head + body)[...])
  }

  private func write(_ bytes: ArraySlice<UInt8>) async throws {
    try await stream.write(bytes, within: patience)
  }
}
