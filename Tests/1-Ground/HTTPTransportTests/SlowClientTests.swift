import TestSupport
import HTTPMessages
import HTTPTransport
import Sockets
import Testing

/// One loop for all, so that whoever blocked it would block everyone.
@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct SlowClientTests {
  static let loops = PollerKind.allCases.map { EventLoops($0, count: 1) }
  static let size = 24 << 20
  /// It is the loop that is tried here, not the server's patience.
  static let limits = HTTPServerLimits(head: .ample, idle: .ample, progress: .ample)

  static let handler = HTTPHandlerClosure { request in
    guard request.target.path == "/large" else { return try await Echo().respond(to: request) }
    return HTTPResponse(200, body: .bytes([UInt8](repeating: 0x61, count: size)))
  }

  static func askOften(_ server: HTTPServer, _ loops: EventLoops) async throws {
    let client = HTTPClient(.local(), loops: loops)
    for _ in 0..<20 {
      let request = HTTPRequest(.get, authority: server.authority, target: "/")
      let text = try await client.text(of: request)
      #expect(text == "GET \(server.url)/ ")
    }
  }

  @Test(arguments: loops.indices)
  func `a reader that doesn't read holds nobody up`(index: Int) async throws {
    let loops = Self.loops[index]
    try await withHTTPServer(serving: Self.handler, limits: Self.limits, loops: loops) { server in
      let slow = try await RawClient(server)
      try await slow.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      _ = try await slow.stream.read(upTo: 1, within: .ample)
      try await Self.askOften(server, loops)
      var count = 1
      while let part = try await slow.stream.read(upTo: 1 << 20, within: .ample) {
        count += part.count
      }
      #expect(count > Self.size)
    }
  }

  @Test(arguments: loops.indices)
  func `a writer that stops in mid-body holds nobody up`(index: Int) async throws {
    let loops = Self.loops[index]
    try await withHTTPServer(serving: Self.handler, limits: Self.limits, loops: loops) { server in
      let slow = try await RawClient(server)
      try await slow.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab")
      try await Self.askOften(server, loops)
      try await slow.send("cd")
      #expect(try await slow.read(through: "abcd").hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func `a hundred idle connections stay while others work`() async throws {
    let loops = Self.loops[0]
    try await withHTTPServer(serving: Self.handler, limits: Self.limits, loops: loops) { server in
      var idle: [RawClient] = []
      for _ in 0..<100 { idle.append(try await RawClient(server)) }
      try await Self.askOften(server, loops)
      for client in idle {
        try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await client.read(through: "GET http://a/ ").hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
    }
  }
}
