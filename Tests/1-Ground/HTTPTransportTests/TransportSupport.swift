import HTTPMessages
import HTTPTransport
import Sockets
import Synchronization

extension Duration {
  /// More than anything takes, on a machine that does ten other things.
  static let ample = Duration.seconds(300)
}

extension HTTPClientOptions {
  /// For servers of this machine, however busy it is.
  static func local(security: (any StreamSecurity)? = SystemTrust()) -> HTTPClientOptions {
    HTTPClientOptions(
      addresses: .anyAddress,
      connect: .ample,
      firstByte: .ample,
      security: security
    )
  }
}

/// Both ways to wait, each with loops of its own.
enum Backend: Sendable, CaseIterable {
  case own
  case poll

  private static let pollLoops = EventLoops(.poll, count: 2)

  var loops: EventLoops { self == .own ? .standard : Backend.pollLoops }

  func client(_ options: HTTPClientOptions = .local()) -> HTTPClient {
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
      within: .ample
    )
  }

  func send(_ text: String) async throws {
    try await stream.write(Array(text.utf8)[...], within: .ample)
  }

  /// Everything up to the end of the connection, but the dates.
  func readAll() async throws -> String {
    var bytes: [UInt8] = []
    while let part = try await stream.read(upTo: 1 << 16, within: .ample) { bytes += part }
    return undated(bytes)
  }

  /// What comes up to and with `end`, but the dates.
  func read(through end: String) async throws -> String {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).hasSuffix(end) {
      guard let part = try await stream.read(upTo: 1 << 16, within: .ample) else { break }
      bytes += part
    }
    return undated(bytes)
  }

  private func undated(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
      .replacing(/Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n/, with: "")
  }
}

extension HTTPResponse {
  func text() async throws -> String { String(decoding: try await body.collected(), as: UTF8.self) }
}

/// A body's stream that gives these parts and then ends, or fails.
final class Parts: Sendable {
  private let left: Mutex<[String]>
  private let failure: (any Error)?

  init(_ parts: [String], failure: (any Error)? = nil) {
    left = Mutex(parts)
    self.failure = failure
  }

  var stream: HTTPBodyStream {
    HTTPBodyStream {
      let part = self.left.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      if part == nil, let failure = self.failure { throw failure }
      return part.map { Array($0.utf8)[...] }
    }
  }
}

/// Something that happens once and that others wait for.
struct Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func send() { continuation.finish() }

  func wait() async { for await _ in stream {} }
}

extension HTTPHandler {
  /// The whole body of the answer.
  func text(of request: HTTPRequest) async throws -> String {
    let response = try await respond(to: request)
    return try await response.text()
  }
}
