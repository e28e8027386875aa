import HTTPMessages
import HTTPTransport
import Sockets
import TestSupport
import Testing

/// What becomes of work for a client that doesn't wait for it.
@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct ClientLeavingTests {
  /// How a client can leave, and where.
  struct Way: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var backend: Backend
    var leave: @Sendable (SocketStream) -> Void
  }

  static let ways = Backend.allCases.flatMap { backend in
    [
      Way(testDescription: "\(backend): an end", backend: backend) { $0.close() },
      Way(testDescription: "\(backend): a reset", backend: backend) { $0.reset() },
    ]
  }

  /// Says when it has begun and when it is cancelled, and does nothing else.
  struct Endless: HTTPHandler {
    let loops: EventLoops
    let entered = Signal()
    let cancelled = Signal()

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      entered.send()
      do {
        try await LoopWaiting(on: loops).wait(for: .seconds(3600))
      } catch is CancellationError {
        cancelled.send()
        throw CancellationError()
      }
      return HTTPResponse(200)
    }
  }

  /// An end on the client's side is taken for its leaving nearly at once.
  static let hasty = HTTPServerLimits(progress: .ample, halfClosed: .milliseconds(5))
  /// It never is.
  static let patient = HTTPServerLimits(halfClosed: .ample)

  @Test(arguments: ways)
  func `work for a client that leaves is cancelled`(way: Way) async throws {
    let handler = Endless(loops: way.backend.loops)
    try await withHTTPServer(
      serving: handler,
      limits: Self.hasty,
      loops: way.backend.loops
    ) { server in
      let client = try await RawClient(server, on: way.backend)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      await handler.entered.wait()
      way.leave(client.stream)
      await handler.cancelled.wait()
    }
  }

  @Test(arguments: ways)
  func `so is work for one whose next request was already here`(way: Way) async throws {
    let handler = Endless(loops: way.backend.loops)
    try await withHTTPServer(
      serving: handler,
      limits: Self.hasty,
      loops: way.backend.loops
    ) { server in
      let client = try await RawClient(server, on: way.backend)
      try await client.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 2000))
      await handler.entered.wait()
      way.leave(client.stream)
      await handler.cancelled.wait()
    }
  }

  @Test(arguments: ways)
  func `a proxy lets go of its upstream with its client`(way: Way) async throws {
    let loops = way.backend.loops
    let handler = Endless(loops: loops)
    try await withHTTPServer(serving: handler, loops: loops) { upstream in
      let url = try #require(HTTPURL(upstream.url))
      let proxy = ReverseProxy(to: url, through: way.backend.client())
      try await withHTTPServer(serving: proxy, limits: Self.hasty, loops: loops) { server in
        let client = try await RawClient(server, on: way.backend)
        try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await handler.entered.wait()
        way.leave(client.stream)
        await handler.cancelled.wait()
      }
    }
  }

  @Test(arguments: Backend.allCases)
  func `requests that come during an answer are kept for their turn`(
    backend: Backend
  ) async throws {
    let (entered, go) = (Signal(), Signal())
    let handler = HTTPHandlerClosure { request in
      entered.send()
      await go.wait()
      return HTTPResponse(200, body: HTTPBody(request.target.path))
    }
    try await withHTTPServer(serving: handler, loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
      await entered.wait()
      try await client.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHo")
      go.send()
      let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
      #expect(try await client.read(through: "/2") == head + "/1" + head + "/2")
      try await client.send("st: a\r\n\r\n")
      #expect(try await client.read(through: "/3") == head + "/3")
    }
  }

  @Test(arguments: Backend.allCases)
  func `what was asked before the end is answered where nothing is waited for`(
    backend: Backend
  ) async throws {
    try await withHTTPServer(serving: Echo(), loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send(
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
          + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
      )
      await client.stream.finishWriting()
      let answers = try await client.readAll()
      #expect(answers.contains("GET http://a/1 HTTP/1.1 200 OK\r\n"))
      #expect(answers.hasSuffix("POST http://a/2 hi"))
    }
  }

  @Test(arguments: Backend.allCases)
  func `one that ends its side gets an answer that is ready soon`(backend: Backend) async throws {
    let (entered, go) = (Signal(), Signal())
    let handler = HTTPHandlerClosure { request in
      guard request.target.path == "/slow" else { return HTTPResponse(204) }
      entered.send()
      await go.wait()
      try Task.checkCancellation()
      return HTTPResponse(200, body: HTTPBody("done"))
    }
    try await withHTTPServer(serving: handler, limits: Self.patient, loops: backend.loops) {
      server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
      await entered.wait()
      await client.stream.finishWriting()
      try await Self.passTime(server, backend)
      go.send()
      #expect(try await client.readAll().hasSuffix("\r\n\r\ndone"))
    }
  }

  @Test(arguments: Backend.allCases)
  func `one whose answer isn't ready sees an end, no break`(backend: Backend) async throws {
    let handler = Endless(loops: backend.loops)
    try await withHTTPServer(serving: handler, limits: Self.hasty, loops: backend.loops) {
      server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
      await handler.entered.wait()
      await client.stream.finishWriting()
      #expect(try await client.readAll().isEmpty)
    }
  }

  @Test(arguments: Backend.allCases)
  func `an answer on its way goes out whole`(backend: Backend) async throws {
    let size = 24 << 20
    let handler = HTTPHandlerClosure { request in
      let count = request.target.path == "/large" ? size : 0
      return HTTPResponse(200, body: .bytes([UInt8](repeating: 0x61, count: count)))
    }
    try await withHTTPServer(serving: handler, limits: Self.hasty, loops: backend.loops) {
      server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try await client.stream.read(upTo: 1, within: .ample)
      await client.stream.finishWriting()
      try await Self.passTime(server, backend)
      var count = 1
      while let part = try await client.stream.read(upTo: 1 << 20, within: .ample) {
        count += part.count
      }
      #expect(count > size)
    }
  }

  /// Long enough for each loop to see what came before.
  private static func passTime(_ server: HTTPServer, _ backend: Backend) async throws {
    for _ in 0..<8 {
      let other = try await RawClient(server, on: backend)
      try await other.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      _ = try await other.readAll()
    }
  }
}
