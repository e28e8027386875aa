import TestSupport
import HTTPMessages
import HTTPTransport
import Sockets
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct HTTPClientTests {
  static func get(_ server: HTTPServer, _ target: HTTPTarget = "/") -> HTTPRequest {
    HTTPRequest(.get, authority: server.authority, target: target)
  }

  @Test func `keeps a connection for the next request`() async throws {
    let script = try Script(
      [
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n2\r\n0\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\n3",
      ],
      closes: true
    )
    try await script.run { port in
      let client = HTTPClient(.local())
      for expected in ["1", "2", "3"] {
        let request = HTTPRequest(.get, authority: "127.0.0.1:\(port)", target: "/")
        let text = try await client.text(of: request)
        #expect(text == expected)
      }
    }
    #expect(script.connectionCount == 1)
  }

  @Test func `keeps fields as they came`() async throws {
    let script = try Script(["HTTP/1.1 299 So so\r\nx-B: 1\r\nX-a: 2\r\nX-B: 3\r\n\r\n"])
    try await script.run { port in
      let request = HTTPRequest(.head, authority: "localhost:\(port)", target: "/a?b=%20")
      let response = try await HTTPClient(.local()).respond(to: request)
      #expect(response.status.reason == "So so")
      #expect(response.fields == ["x-B": "1", "X-a": "2", "X-B": "3"])
      #expect(response.fields.all.map(\.name.raw) == ["x-B", "X-a", "X-B"])
      #expect(script.requests == ["HEAD /a?b=%20 HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"])
    }
  }

  @Test(arguments: [
    ("", "\(HTTPClientError.noAnswer)"),
    ("HTTP/1.1 200", "\(HTTPRefusal.endedEarly)"),
    ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "\(HTTPRefusal.endedEarly)"),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
      "\(HTTPRefusal.endedEarly)"
    ),
    ("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n", "\(HTTPRefusal.bodyTooLong(limit: 10))"),
    ("HTTP/1.1 200 OK\n\n", "\(HTTPRefusal.bareLineFeed)"),
    ("nonsense\r\n", "\(HTTPRefusal.malformedStatusLine)"),
  ])
  func `says what is wrong with an answer`(answer: String, expected: String) async throws {
    let script = try Script([answer], closes: true)
    try await script.run { port in
      let client = HTTPClient(
        HTTPClientOptions(addresses: .anyAddress, limits: HTTPLimits(body: 10))
      )
      let error = await #expect(throws: (any Error).self) {
        let request = HTTPRequest(.post, authority: "127.0.0.1:\(port)", target: "/")
        _ = try await client.text(of: request)
      }
      #expect(error.map { "\($0)" } == expected)
    }
  }

  @Test func `asks again where a kept connection was closed meanwhile`() async throws {
    let script = try Script(
      ["HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"],
      ["HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2"],
      closes: true
    )
    try await script.run { port in
      let client = HTTPClient(.local())
      for expected in ["1", "2"] {
        let request = HTTPRequest(.get, authority: "127.0.0.1:\(port)", target: "/")
        let text = try await client.text(of: request)
        #expect(text == expected)
      }
    }
    #expect(script.connectionCount == 2)
  }

  @Test func `gives up on an answer that doesn't begin, or doesn't end`() async throws {
    let handler = HTTPHandlerClosure { request in
      if request.target.path == "/begin" {
        let silence = HTTPBodyStream(length: 1) {
          try await LoopWaiting().wait(for: .seconds(3600))
          return nil
        }
        return HTTPResponse(200, body: .stream(silence))
      }
      try await LoopWaiting().wait(for: .seconds(3600))
      return HTTPResponse(200)
    }
    try await withHTTPServer(serving: handler) { server in
      let hasty = HTTPClientOptions(addresses: .anyAddress, firstByte: .milliseconds(50))
      await #expect(throws: HTTPClientError.slowAnswer) {
        try await HTTPClient(hasty).respond(to: Self.get(server))
      }
      let brief = HTTPClientOptions(addresses: .anyAddress, whole: .milliseconds(100))
      await #expect(throws: HTTPClientError.slowWhole) {
        try await HTTPClient(brief).respond(to: Self.get(server, "/begin")).text()
      }
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
    try await withHTTPServer(serving: handler, loops: backend.loops) { server in
      let asking = Task { try await backend.client().respond(to: Self.get(server)) }
      await entered.wait()
      asking.cancel()
      await #expect(throws: CancellationError.self) { try await asking.value }
    }
  }

  @Test(arguments: ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"])
  func `is led to no private address unless that is allowed`(host: String) async throws {
    let request = HTTPRequest(.get, authority: "\(host):1", target: "/")
    let error = await #expect(throws: HTTPClientError.self) {
      try await HTTPClient().respond(to: request)
    }
    guard case .privateAddress = error else {
      Issue.record("not the guard: \(String(describing: error))")
      return
    }
  }

  @Test func `says when nothing listens and when a URL is none`() async throws {
    let server = try HTTPServer(serving: Echo())
    let authority = server.authority
    server.stop()
    let client = HTTPClient(.local())
    await #expect(throws: SocketError.connectionRefused(authority)) {
      try await client.respond(to: HTTPRequest(.get, authority: authority, target: "/"))
    }
    await #expect(throws: HTTPClientError.badAuthority("a:b")) {
      try await client.respond(to: HTTPRequest(.get, authority: "a:b", target: "/"))
    }
    let plain = HTTPClient(HTTPClientOptions(addresses: .anyAddress, security: nil))
    await #expect(throws: HTTPClientError.noSecurity(host: "localhost")) {
      let open = try HTTPServer(serving: Echo())
      let request = HTTPRequest(
        .get,
        scheme: "https",
        authority: "localhost:\(open.port)",
        target: "/"
      )
      _ = try await plain.respond(to: request)
    }
  }

  @Test func `says why a body couldn't be sent`() async throws {
    struct Torn: Error {}
    try await withHTTPServer(serving: Echo()) { server in
      var request = Self.get(server)
      request.method = .post
      request.body = .stream(Parts(["ab"], failure: Torn()).stream)
      let client = HTTPClient(.local())
      await #expect(throws: Torn.self) { try await client.respond(to: request) }
      request.body = .stream(HTTPBodyStream(length: 3, next: Parts(["ab"]).stream.next))
      await #expect(throws: (any Error).self) { try await client.respond(to: request) }
      request.body = .stream(HTTPBodyStream(length: 2, next: Parts(["a", "b"]).stream.next))
      let text = try await client.text(of: request)
      #expect(text == "POST \(server.url)/ ab")
    }
  }

  @Test func `reads an answer that comes before the request has ended`() async throws {
    let handler = HTTPHandlerClosure { _ in HTTPResponse(413, body: HTTPBody("enough")) }
    try await withHTTPServer(serving: handler) { server in
      var request = Self.get(server)
      request.method = .post
      request.body = .bytes([UInt8](repeating: 0x61, count: 12 << 20))
      let response = try await HTTPClient(.local()).respond(to: request)
      #expect(response.status.code == 413)
      #expect(try await response.text() == "enough")
    }
  }
}
