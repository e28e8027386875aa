import HTTPMessages
import HTTPTransport
import Sockets
import Testing

@Suite(.timeLimit(.minutes(1)))
struct HTTPServerTests {
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
}
