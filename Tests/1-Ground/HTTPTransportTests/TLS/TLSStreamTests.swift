import HTTPMessages
import HTTPTransport
import Sockets
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct TLSStreamTests {
  private let server: TLSContext
  private let trusting: HTTPClientOptions

  init() throws {
    server = try TLSCertificates.withFile(TLSCertificates.sound) { certificate in
      try TLSCertificates.withFile(TLSCertificates.key) { key in
        try TLSContext.server(certificate: certificate, key: key)
      }
    }
    let client = try TLSCertificates.withFile(TLSCertificates.authority) { path in
      try TLSContext.client(authorities: path)
    }
    trusting = .local(security: client)
  }

  private func request(_ server: HTTPServer, body: HTTPBody = .empty) -> HTTPRequest {
    HTTPRequest(.post, scheme: "https", authority: server.authority, target: "/x", body: body)
  }

  @Test(arguments: Backend.allCases)
  func `answers over TLS, again and again on one connection`(backend: Backend) async throws {
    try await withHTTPServer(serving: Echo(), security: server, loops: backend.loops) { server in
      #expect(server.url.hasPrefix("https://"))
      let client = backend.client(trusting)
      for round in 0..<5 {
        let request = request(server, body: HTTPBody("round \(round)"))
        let answer = try await client.respond(to: request).text()
        #expect(answer == "POST \(server.url)/x round \(round)")
      }
    }
  }

  @Test func `carries a picture both ways at once`() async throws {
    let picture = (0..<1_300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }
    let handler = HTTPHandlerClosure { HTTPResponse(200, body: $0.body) }
    try await withHTTPServer(serving: handler, security: server) { server in
      let client = HTTPClient(trusting)
      let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for _ in 0..<4 {
          group.addTask {
            let request = request(server, body: .bytes(picture))
            return try await client.respond(to: request).body.collected()
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers == [[UInt8]](repeating: picture, count: 4))
    }
  }

  @Test func `refuses a server that the system's authorities don't know`() async throws {
    try await withHTTPServer(serving: Echo(), security: server) { server in
      let client = HTTPClient(.local())
      await #expect(throws: TLSError.untrusted(host: "127.0.0.1", .unknownIssuer)) {
        try await client.respond(to: request(server))
      }
    }
  }

  @Test func `refuses a server that speaks plainly, and never falls back`() async throws {
    try await withHTTPServer(serving: Echo()) { server in
      let client = HTTPClient(trusting)
      await #expect(throws: TLSError.notTLS) { try await client.respond(to: request(server)) }
    }
  }

  @Test func `hangs up on a client that speaks plainly`() async throws {
    try await withHTTPServer(serving: Echo(), security: server) { server in
      var request = request(server)
      request.scheme = "http"
      let client = HTTPClient(.local())
      await #expect(throws: (any Error).self) { try await client.respond(to: request) }
    }
  }

  /// A server that sends a body without length and then ends the connection one way or the other.
  private func answer(thenSaysSo: Bool) async throws -> [UInt8] {
    let loops = EventLoops.standard
    let listener = try SocketListener(SocketAddress(.loopback, port: 0), on: loops.current)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let (wire, _) = try await listener.accept(onto: loops)
        let stream = try await server.secure(wire, host: "", within: .ample)
        _ = try await stream.read(upTo: 1 << 16, within: .ample)
        try await stream.write(Array("HTTP/1.1 200 OK\r\n\r\nhalf".utf8)[...], within: nil)
        if thenSaysSo { await stream.finishWriting() }
        wire.close()
      }
      let authority = "127.0.0.1:\(listener.address.port)"
      let request = HTTPRequest(.get, scheme: "https", authority: authority, target: "/")
      let response = try await HTTPClient(trusting).respond(to: request)
      let body = try await response.body.collected()
      try await group.waitForAll()
      return body
    }
  }

  @Test func `says close_notify to a server whose connection it lets go of`() async throws {
    let loops = EventLoops.standard
    let listener = try SocketListener(SocketAddress(.loopback, port: 0), on: loops.current)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let (wire, _) = try await listener.accept(onto: loops)
        let stream = try await server.secure(wire, host: "", within: .ample)
        _ = try await stream.read(upTo: 1 << 16, within: .ample)
        let answer = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
        try await stream.write(Array(answer.utf8)[...], within: nil)
        #expect(try await stream.read(upTo: 1, within: .ample) == nil)
      }
      let authority = "127.0.0.1:\(listener.address.port)"
      let request = HTTPRequest(.get, scheme: "https", authority: authority, target: "/")
      #expect(try await HTTPClient(trusting).respond(to: request).status == 204)
      try await group.waitForAll()
    }
  }

  @Test func `hangs up on a client that never shakes hands`() async throws {
    let limits = HTTPServerLimits(head: .milliseconds(50))
    try await withHTTPServer(serving: Echo(), limits: limits, security: server) { server in
      // Perhaps before it has noticed that it was connected.
      _ = await #expect(throws: SocketError.reset) { try await RawClient(server).readAll() }
    }
  }

  @Test func `refuses a body that ends without close_notify`() async throws {
    #expect(try await answer(thenSaysSo: true) == Array("half".utf8))
    await #expect(throws: TLSError.closedWithoutNotice) { try await answer(thenSaysSo: false) }
  }
}
