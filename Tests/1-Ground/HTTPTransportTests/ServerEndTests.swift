import HTTPMessages
import HTTPTransport
import Sockets
import Synchronization
import TestSupport
import Testing

/// How connections end: orderly, refused, broken off, stopped.
@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct ServerEndTests {
  static let small = HTTPLimits(startLine: 100, fieldBytes: 200, fieldCount: 5, body: 10)
  /// Soon out of patience with what has begun, never with a client that has not begun yet.
  static let hasty = HTTPServerLimits(
    messages: small,
    head: .milliseconds(100),
    idle: .ample,
    progress: .milliseconds(100),
    linger: .milliseconds(100)
  )

  static let refused: [(String, Int)] = [
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\nHost: a\n\n", 400),
    ("GET / HT", 408),
    ("GET / HTTP/1.1\r\nHost: a\r\n", 408),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabc", 408),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", 413),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n01234567890\r\n", 413),
    ("GET /\(String(repeating: "x", count: 100)) HTTP/1.1\r\n", 414),
    ("GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n", 417),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 200))\r\n", 431),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
  ]

  @Test(arguments: refused)
  func `says why it refuses and closes`(request: String, status: Int) async throws {
    let limits = status == 408 ? Self.hasty : HTTPServerLimits(messages: Self.small)
    try await withHTTPServer(serving: Echo(), limits: limits) { server in
      let client = try await RawClient(server)
      try await client.send(request)
      let answer = try await client.readAll()
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
      #expect(answer.contains("\r\nConnection: close\r\n\r\n{\"error\":{\"message\":"))
    }
  }

  static let slow = [
    HTTPServerLimits(progress: .ample, body: .milliseconds(100), linger: .milliseconds(100)),
    HTTPServerLimits(progress: .ample, grace: .milliseconds(100), linger: .milliseconds(100)),
  ]

  @Test(arguments: slow.indices)
  func `a body that comes too slowly is refused, however often a drop comes`(
    index: Int
  ) async throws {
    try await withHTTPServer(serving: Echo(), limits: Self.slow[index]) { server in
      let client = try await RawClient(server)
      try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\na")
      #expect(try await client.readAll().hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test(arguments: NoAnswer.Ending.allCases)
  func `ends a connection just as its handler does`(ending: NoAnswer.Ending) async throws {
    let handler = HTTPHandlerClosure { _ in throw NoAnswer(ending) }
    try await withHTTPServer(serving: handler) { server in
      let client = try await RawClient(server)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      switch ending {
      case .fin: #expect(try await client.readAll().isEmpty)
      case .rst: await #expect(throws: SocketError.reset) { try await client.readAll() }
      }
    }
  }

  @Test func `closes a connection that stays idle`() async throws {
    let limits = HTTPServerLimits(idle: .milliseconds(50))
    try await withHTTPServer(serving: Echo(), limits: limits) { server in
      let client = try await RawClient(server)
      #expect(try await client.readAll().isEmpty)
    }
  }

  @Test func `answers 503 to one connection too many`() async throws {
    let limits = HTTPServerLimits(connections: 1)
    try await withHTTPServer(serving: Echo(), limits: limits) { server in
      let first = try await RawClient(server)
      try await first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try await first.read(through: "GET http://a/ ")
      let second = try await RawClient(server)
      #expect(try await second.readAll().hasPrefix("HTTP/1.1 503 "))
      try await first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try await first.read(through: "GET http://a/ ").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test func `one more than can be told of it is dropped`() async throws {
    let limits = HTTPServerLimits(linger: .ample, connections: 1)
    try await withHTTPServer(serving: Echo(), limits: limits) { server in
      let first = try await RawClient(server)
      try await first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try await first.read(through: "GET http://a/ ")
      // It reads why, and lingers.
      let second = try await RawClient(server)
      #expect(try await second.readAll().hasPrefix("HTTP/1.1 503 "))
      // Perhaps before it has noticed that it was connected.
      await #expect(throws: SocketError.self) { try await RawClient(server).readAll() }
    }
  }

  struct Broken: Error {}

  @Test(arguments: Backend.allCases)
  func `breaks the connection off where there is no answer`(backend: Backend) async throws {
    let handler = HTTPHandlerClosure { _ in throw Broken() }
    try await withHTTPServer(serving: handler, loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      await #expect(throws: SocketError.reset) { try await client.readAll() }
    }
  }

  @Test(arguments: Backend.allCases)
  func `breaks the connection off in the middle of a body`(backend: Backend) async throws {
    let handler = HTTPHandlerClosure { _ in
      let parts = Parts(["ab"], failure: Broken())
      return HTTPResponse(200, body: .stream(parts.stream))
    }
    try await withHTTPServer(serving: handler, loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      await #expect(throws: SocketError.reset) { try await client.readAll() }
    }
  }

  @Test func `closes after a body shorter or longer than its head says`() async throws {
    let handler = HTTPHandlerClosure { request in
      HTTPResponse(
        200,
        fields: ["Content-Length": "3"],
        body: HTTPBody(request.target.path == "/long" ? "abcde" : "ab")
      )
    }
    try await withHTTPServer(serving: handler) { server in
      for (path, body) in [("/short", "ab"), ("/long", "abc")] {
        let client = try await RawClient(server)
        try await client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await client.readAll().hasSuffix("Content-Length: 3\r\n\r\n\(body)"))
      }
    }
  }

  @Test func `goes on when clients go away in the middle of a body`() async throws {
    try await withHTTPServer(serving: Echo()) { server in
      for _ in 0..<20 {
        let client = try await RawClient(server)
        try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc")
        client.stream.reset()
      }
      let client = try await RawClient(server)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(try await client.readAll().hasSuffix("GET http://a/ "))
    }
  }

  @Test(arguments: Backend.allCases)
  func `lets go of an endless answer when its reader goes away`(backend: Backend) async throws {
    let letGo = Signal()
    let handler = HTTPHandlerClosure { _ in
      let source = Endless(atEnd: letGo)
      return HTTPResponse(200, body: .stream(HTTPBodyStream { source.next() }))
    }
    try await withHTTPServer(serving: handler, loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try await client.stream.read(upTo: 1 << 16, within: .ample)
      client.stream.reset()
      await letGo.wait()
    }
  }

  @Test(arguments: Backend.allCases)
  func `ends at once when its task is cancelled`(backend: Backend) async throws {
    let entered = Signal()
    let handler = HTTPHandlerClosure { _ in
      entered.send()
      try await LoopWaiting(on: backend.loops).wait(for: .seconds(3600))
      return HTTPResponse(200)
    }
    let server = try HTTPServer(serving: handler, loops: backend.loops)
    let running = Task { try await server.run() }
    let idle = try await RawClient(server, on: backend)
    let busy = try await RawClient(server, on: backend)
    try await busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    await entered.wait()
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    await #expect(throws: SocketError.reset) { try await busy.readAll() }
    // It was never answered, so an end and a break are alike to it.
    _ = try? await idle.readAll()
  }

  @Test(arguments: Backend.allCases)
  func `lets answers under way end when it is stopped`(backend: Backend) async throws {
    let (entered, go) = (Signal(), Signal())
    let handler = HTTPHandlerClosure { _ in
      entered.send()
      await go.wait()
      return HTTPResponse(200, body: HTTPBody("done"))
    }
    let limits = HTTPServerLimits(farewell: .ample)
    let server = try HTTPServer(serving: handler, limits: limits, loops: backend.loops)
    async let running: Void = server.run()
    let busy = try await RawClient(server, on: backend)
    try await busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    await entered.wait()
    server.stop()
    go.send()
    #expect(
      try await busy.readAll()
        == "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndone"
    )
    try await running
    let late = await #expect(throws: SocketError.self) { try await RawClient(server, on: backend) }
    #expect(late == .connectionRefused(server.authority))
  }

  @Test(arguments: Backend.allCases)
  func `a client that drips doesn't hold the stop up`(backend: Backend) async throws {
    let entered = Signal()
    let handler = HTTPHandlerClosure { request in
      entered.send()
      return try await Echo().respond(to: request)
    }
    let limits = HTTPServerLimits(progress: .ample, farewell: .zero)
    let server = try HTTPServer(serving: handler, limits: limits, loops: backend.loops)
    async let running: Void = server.run()
    let client = try await RawClient(server, on: backend)
    try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na")
    await entered.wait()
    server.stop()
    try await running
    await #expect(throws: SocketError.reset) { try await client.readAll() }
  }
}

/// Parts without end, and a signal when nobody wants them any more.
private final class Endless: Sendable {
  private let end: Signal

  init(atEnd end: Signal) { self.end = end }

  deinit { end.send() }

  func next() -> ArraySlice<UInt8> { [UInt8](repeating: 0x61, count: 1 << 16)[...] }
}
