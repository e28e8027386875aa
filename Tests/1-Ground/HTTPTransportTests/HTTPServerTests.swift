import HTTPMessages
import HTTPTransport
import Sockets
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct HTTPServerTests {
  @Test func `refuses a number that is no port instead of taking another`() {
    #expect(throws: SocketError.notAPort(65_536)) { try HTTPServer(serving: Echo(), port: 65_536) }
  }

  @Test(arguments: Backend.allCases)
  func `answers a client over a socket`(backend: Backend) async throws {
    try await withHTTPServer(serving: Echo(), loops: backend.loops) { server in
      let client = backend.client()
      for round in 0..<3 {
        let request = HTTPRequest(
          .post,
          authority: server.authority,
          target: "/v1/x?y=1",
          body: HTTPBody("round \(round)")
        )
        let response = try await client.respond(to: request)
        #expect(response.status == 200)
        #expect(try await response.text() == "POST \(server.url)/v1/x?y=1 round \(round)")
      }
    }
  }

  @Test(arguments: Backend.allCases)
  func `answers pipelined requests in order and then closes`(backend: Backend) async throws {
    try await withHTTPServer(serving: Echo(), loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send(
        "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
          + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"
          + "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
          + "GET /4 HTTP/1.1\r\nHost: a\r\n\r\n"
      )
      let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
      #expect(
        try await client.readAll()
          == head + "15\r\n\r\nGET http://a/1 "
          + head + "18\r\n\r\nPOST http://a/2 hi"
          + head + "15\r\nConnection: close\r\n\r\nGET http://a/3 "
      )
    }
  }

  @Test func `asks for the body with 100 only when someone reads it`() async throws {
    try await withHTTPServer(serving: Echo()) { server in
      let client = try await RawClient(server)
      try await client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
      )
      #expect(try await client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      try await client.send("hi")
      #expect(try await client.read(through: "hi").hasSuffix("\r\n\r\nPOST http://a/ hi"))
    }
  }

  @Test func `answers without the body that nobody asked for and closes`() async throws {
    let refusing = HTTPHandlerClosure { _ in HTTPResponse(401) }
    try await withHTTPServer(serving: refusing) { server in
      let client = try await RawClient(server)
      try await client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
      )
      #expect(
        try await client.readAll()
          == "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
      )
    }
  }

  @Test func `answers HEAD with the head alone`() async throws {
    let handler = HTTPHandlerClosure { _ in HTTPResponse(200, body: HTTPBody("hello")) }
    try await withHTTPServer(serving: handler) { server in
      let client = try await RawClient(server)
      try await client.send(
        "HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      )
      let head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"
      #expect(try await client.readAll() == head + "\r\n" + head + "Connection: close\r\n\r\n")
    }
  }

  @Test func `skips what a handler left of a body`() async throws {
    let handler = HTTPHandlerClosure { _ in HTTPResponse(204) }
    try await withHTTPServer(serving: handler) { server in
      let client = try await RawClient(server)
      try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234")
      #expect(try await client.read(through: "\r\n\r\n") == "HTTP/1.1 204 No Content\r\n\r\n")
      try await client.send("56789GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try await client.read(through: "\r\n\r\n") == "HTTP/1.1 204 No Content\r\n\r\n")
    }
  }

  @Test func `sends a stream in chunks and to HTTP 1.0 up to the close`() async throws {
    let handler = HTTPHandlerClosure { _ in
      HTTPResponse(200, body: .stream(Parts(["ab", "c"]).stream))
    }
    try await withHTTPServer(serving: handler) { server in
      let new = try await RawClient(server)
      try await new.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      #expect(
        try await new.readAll()
          == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
          + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
      )
      let old = try await RawClient(server)
      try await old.send("GET / HTTP/1.0\r\n\r\n")
      #expect(try await old.readAll() == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc")
    }
  }

  @Test func `dates an answer that has no date of its own`() async throws {
    let handler = HTTPHandlerClosure { request in
      HTTPResponse(204, fields: request.target == "/old" ? ["date": "then"] : [:])
    }
    try await withHTTPServer(serving: handler) { server in
      let client = HTTPClient(reaching: .anyAddress)
      for (path, isOld) in [("/old", true), ("/new", false)] {
        let request = HTTPRequest(
          .get,
          authority: server.authority,
          target: HTTPTarget(path)
        )
        let dates = try await client.respond(to: request).fields.values(of: .date)
        #expect(dates.count == 1)
        #expect(dates[0].hasSuffix(" GMT") != isOld)
      }
    }
  }

  @Test func `is bound to this machine and refuses a second server on its port`() async throws {
    let server = try HTTPServer(serving: Echo())
    #expect(server.url == "http://127.0.0.1:\(server.port)")
    let refusal = #expect(throws: SocketError.self) {
      try HTTPServer(serving: Echo(), port: server.port)
    }
    #expect(refusal == .addressInUse("127.0.0.1:\(server.port)"))
    #expect(throws: SocketError.notAnAddress("example")) {
      try HTTPServer(serving: Echo(), host: "example")
    }
  }

  @Test func `serves IPv6`() async throws {
    let server = try HTTPServer(serving: Echo(), host: "::1")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      let request = try #require(HTTPRequest(.get, url: server.url + "/x"))
      let response = try await HTTPClient(.local()).respond(to: request)
      #expect(try await response.text() == "GET http://[::1]:\(server.port)/x ")
      group.cancelAll()
    }
  }

  @Test(arguments: Backend.allCases)
  func `says 100 before a head whose body is the request's own`(backend: Backend) async throws {
    let mirror = HTTPHandlerClosure { HTTPResponse(200, body: $0.body) }
    try await withHTTPServer(serving: mirror, loops: backend.loops) { server in
      let client = try await RawClient(server, on: backend)
      try await client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"
          + "Connection: close\r\n\r\n"
      )
      let first = try await client.read(through: "\r\n\r\n")
      try await client.send("hi")
      #expect(
        try await first + client.readAll()
          == "HTTP/1.1 100 Continue\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
      )
    }
  }
}
