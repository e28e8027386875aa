import HTTPMessages
import HTTPTransport
import Sockets

/// Both ways to wait, each with loops of its own.
enum Backend: Sendable, CaseIterable {
  case own
  case poll

  private static let pollLoops = EventLoops(.poll, count: 2)

  var loops: EventLoops { self == .own ? .standard : Backend.pollLoops }

  func client(_ options: HTTPClientOptions = HTTPClientOptions(addresses: .anyAddress))
    -> HTTPClient
  {
    HTTPClient(options, loops: loops)
  }
}

/// Answers with what it was asked.
struct Echo: HTTPHandler {
  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.collected()
    let line = "\(request.method.name) \(request.url) "
    return HTTPResponse(
      200,
      fields: ["Content-Type": "text/plain"],
      body: .bytes(Array(line.utf8) + body)
    )
  }
}

/// A client that writes whatever it likes and reads until the end.
struct RawClient: Sendable {
  let stream: SocketStream

  init(_ server: HTTPServer, on backend: Backend = .own) async throws {
    stream = try await SocketStream.connect(
      to: SocketAddress(.loopback, port: server.port),
      on: backend.loops.current,
      within: .seconds(10)
    )
  }

  func send(_ text: String) async throws {
    try await stream.write(Array(text.utf8)[...], within: .seconds(10))
  }

  /// Everything up to the end of the connection.
  func readAll() async throws -> String {
    var bytes: [UInt8] = []
    while let part = try await stream.read(upTo: 1 << 16, within: .seconds(10)) { bytes += part }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What comes up to and with `end`.
  func read(through end: String) async throws -> String {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).hasSuffix(end) {
      guard let part = try await stream.read(upTo: 1 << 16, within: .seconds(10)) else { break }
      bytes += part
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension HTTPResponse {
  func text() async throws -> String { String(decoding: try await body.collected(), as: UTF8.self) }
}
