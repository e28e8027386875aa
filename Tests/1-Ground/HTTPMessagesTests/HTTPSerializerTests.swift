import HTTPMessages
import Testing

struct HTTPSerializerTests {
  @Test func `writes a request as it stands and adds host and length`() {
    let request = HTTPRequest(
      .post,
      authority: "a:1",
      target: "/v1/x?y",
      fields: ["X-b": "1", "x-A": "2"],
      body: HTTPBody("hello")
    )
    let (bytes, framing) = HTTPSerializer.head(of: request)
    #expect(
      text(bytes)
        == "POST /v1/x?y HTTP/1.1\r\nHost: a:1\r\nX-b: 1\r\nx-A: 2\r\nContent-Length: 5\r\n\r\n"
    )
    #expect(framing == .length(5))
  }

  @Test func `leaves host and framing alone where they are given`() {
    let request = HTTPRequest(
      .post,
      authority: "a:1",
      target: "/",
      fields: ["Transfer-Encoding": "chunked", "HOST": "b"],
      body: HTTPBody("hello")
    )
    let (bytes, framing) = HTTPSerializer.head(of: request)
    #expect(text(bytes) == "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHOST: b\r\n\r\n")
    #expect(framing == .chunked)
  }

  @Test func `declares no body for GET and an empty one for POST`() {
    let get = HTTPSerializer.head(of: HTTPRequest(.get, authority: "a", target: "/"))
    #expect(text(get.bytes) == "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    let post = HTTPSerializer.head(of: HTTPRequest(.post, authority: "a", target: "/"))
    #expect(text(post.bytes) == "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
  }

  @Test(arguments: [("7", HTTPFraming.length(7)), ("-7", .untilClose), ("seven", .untilClose)])
  func `sends a given length as it stands`(length: String, expected: HTTPFraming) {
    let response = HTTPResponse(200, fields: ["content-length": length], body: HTTPBody("hi"))
    let (bytes, framing) = HTTPSerializer.head(
      of: response,
      to: .get,
      isVersion10: false,
      closes: true
    )
    #expect(
      text(bytes) == "HTTP/1.1 200 OK\r\ncontent-length: \(length)\r\nConnection: close\r\n\r\n"
    )
    #expect(framing == expected)
  }

  static let unknown = HTTPBody.stream(HTTPBodyStream { nil })

  @Test(arguments: [
    (HTTPResponse(200, body: HTTPBody("hi")), HTTPMethod.get, false, "Content-Length: 2\r\n"),
    (HTTPResponse(200), .get, false, "Content-Length: 0\r\n"),
    (HTTPResponse(204), .get, false, ""),
    (HTTPResponse(200, fields: ["Content-Length": "7"]), .head, false, "Content-Length: 7\r\n"),
    (HTTPResponse(200, body: unknown), .get, false, "Transfer-Encoding: chunked\r\n"),
    (HTTPResponse(200, body: unknown), .get, true, "Connection: close\r\n"),
    (HTTPResponse(200), .get, true, "Content-Length: 0\r\nConnection: keep-alive\r\n"),
  ])
  func `declares how an answer ends`(
    response: HTTPResponse,
    method: HTTPMethod,
    isVersion10: Bool,
    fields: String
  ) {
    let (bytes, _) = HTTPSerializer.head(
      of: response,
      to: method,
      isVersion10: isVersion10,
      closes: false
    )
    let line = "HTTP/1.1 \(response.status.code) \(response.status.reason)\r\n"
    #expect(text(bytes) == line + fields + "\r\n")
  }

  @Test func `lets no value start a line of its own`() {
    let response = HTTPResponse(200, fields: ["X": "a\r\nSet-Cookie: b\0"])
    let (bytes, _) = HTTPSerializer.head(
      of: response,
      to: .get,
      isVersion10: false,
      closes: false
    )
    #expect(
      text(bytes) == "HTTP/1.1 200 OK\r\nX: a  Set-Cookie: b \r\nContent-Length: 0\r\n\r\n"
    )
  }

  @Test func `writes chunks with their size in hexadecimal`() {
    let part = [UInt8](repeating: 0x61, count: 26)[...]
    #expect(text(HTTPSerializer.chunk(part)) == "1a\r\n\(text(Array(part)))\r\n")
    #expect(HTTPSerializer.chunk([]).isEmpty)
    #expect(text(HTTPSerializer.lastChunk()) == "0\r\n\r\n")
    #expect(text(HTTPSerializer.lastChunk(trailers: ["A": "1"])) == "0\r\nA: 1\r\n\r\n")
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
