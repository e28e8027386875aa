import TestSupport
import HTTPMessages
import HTTPTransport
import Testing

@Suite(.timeLimit(.minutes(10)), .inRealTime)
struct RedirectTests {
  /// Sends `/301?/to` on to `/to` with that status, and answers everything else.
  static let handler = HTTPHandlerClosure { request in
    guard let status = Int(request.target.path.dropFirst()), let to = request.target.query else {
      let authorization = request.fields[.authorization] ?? "-"
      let body = try await request.body.collected()
      let line = "\(request.method.name) \(request.target.text) \(authorization) "
      return HTTPResponse(200, body: .bytes(Array(line.utf8) + body))
    }
    return HTTPResponse(HTTPStatus(status), fields: ["Location": to])
  }

  @Test(arguments: [
    ("/301?/to", "GET /to key "), ("/302?/to", "GET /to key "), ("/303?/to", "GET /to key "),
    ("/307?/to", "POST /to key hi"), ("/308?/to?q", "POST /to?q key hi"),
    ("/307?to", "POST /to key hi"), ("/307?/303?/to", "GET /to key "),
    ("/307?/to?next=https://a.example/", "POST /to?next=https://a.example/ key hi"),
    ("/307?to?next=https://a.example/", "POST /to?next=https://a.example/ key hi"),
    ("/303??x", "GET /x key "),
  ])
  func `follows as it was asked to`(target: String, expected: String) async throws {
    try await withHTTPServer(serving: Self.handler) { server in
      let client = HTTPClient(HTTPClientOptions(addresses: .anyAddress, redirects: 2))
      let request = HTTPRequest(
        .post,
        authority: server.authority,
        target: HTTPTarget(target),
        fields: ["Authorization": "key"],
        body: HTTPBody("hi")
      )
      let text = try await client.text(of: request)
      #expect(text == expected)
    }
  }

  @Test func `follows none unless asked, and no more than asked`() async throws {
    try await withHTTPServer(serving: Self.handler) { server in
      let request = HTTPRequest(.get, authority: server.authority, target: "/302?/302?/302?/to")
      let idle = HTTPClient(.local())
      let first = try await idle.respond(to: request)
      #expect(first.fields[.location] == "/302?/302?/to")
      let once = HTTPClient(HTTPClientOptions(addresses: .anyAddress, redirects: 1))
      let second = try await once.respond(to: request)
      #expect(second.fields[.location] == "/302?/to")
    }
  }

  @Test func `keeps credentials from another origin`() async throws {
    try await withHTTPServer(serving: Self.handler) { server in
      let client = HTTPClient(HTTPClientOptions(addresses: .anyAddress, redirects: 1))
      let request = HTTPRequest(
        .get,
        authority: server.authority,
        target: "/302?http://localhost:\(server.port)/to",
        fields: ["Authorization": "key"]
      )
      let text = try await client.text(of: request)
      #expect(text == "GET /to - ")
    }
  }
}
