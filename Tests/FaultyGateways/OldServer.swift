package import HTTPMessages
import Sockets

/// Runs `body` beside a server of HTTP/1.0: one answer a connection, and its end is the body's.
package func withOldServer<Result: Sendable>(
  serving handler: any HTTPHandler,
  _ body: (_ authority: String) async throws -> Result
) async throws -> Result {
  let loops = EventLoops.standard
  let listener = try SocketListener(SocketAddress(.loopback, port: 0), on: loops.current)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      try await withThrowingDiscardingTaskGroup { connections in
        while true {
          let (stream, _) = try await listener.accept(onto: loops)
          connections.addTask { try? await answer(stream, by: handler) }
        }
      }
    }
    defer { group.cancelAll() }
    return try await body("\(listener.address)")
  }
}

private func answer(_ stream: SocketStream, by handler: any HTTPHandler) async throws {
  defer { stream.close() }
  var parser = HTTPRequestParser()
  var head: HTTPRequestHead?
  var body: [UInt8] = []
  reading: while let bytes = try await stream.read(upTo: 64 << 10, within: .seconds(300)) {
    parser.feed(bytes)
    while let part = try parser.next() {
      switch part {
      case .head(let read): head = read
      case .body(let piece): body += piece
      case .end: break reading
      }
    }
  }
  guard let head else { return }
  let response = try await handler.respond(
    to: HTTPRequest(
      head.method,
      authority: head.authority,
      target: head.target,
      fields: head.fields,
      body: .bytes(body)
    )
  )
  var text = "HTTP/1.0 \(response.status.code) \(response.status.reason)\r\n"
  for field in response.fields.all where field.name != .contentLength {
    text += "\(field.name.raw): \(field.value)\r\n"
  }
  let content = try await response.body.collected()
  try await stream.write((Array((text + "\r\n").utf8) + content)[...], within: .seconds(300))
  await stream.finishWriting()
}
