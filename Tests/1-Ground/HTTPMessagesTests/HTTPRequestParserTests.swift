import HTTPMessages
import Testing

struct HTTPRequestParserTests {
  static let messages: [(String, [String])] = [
    (
      "GET /v1/models?x=%20 HTTP/1.1\r\nHost: a:1\r\nX-b: 1\r\nx-B:\t 2 \r\n\r\n",
      ["GET a:1 /v1/models?x=%20 Host=a:1;X-b=1;x-B=2", " "]
    ),
    (
      "POST /p HTTP/1.1\r\nhost: a\r\nContent-Length: 5\r\n\r\nhello",
      ["POST a /p host=a;Content-Length=5", "hello "]
    ),
    (
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
        + "5\r\nhello\r\n00A;x=\"y\"\r\n, 世界!!\r\n0\r\nDigest: q\r\nB: r\r\n\r\n",
      ["POST a / Host=a;Transfer-Encoding=Chunked", "hello, 世界!! Digest=q;B=r"]
    ),
    (
      "\r\nGET http://b:2/x HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
      ["GET b:2 /x Host=a", " ", "OPTIONS a * Host=a", " "]
    ),
    (
      "PUT /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}"
        + "GET /2 HTTP/1.0\r\n\r\n",
      ["PUT a /1 Host=a;Content-Length=2;Content-Length=2", "{} ", "GET  /2 ", " "]
    ),
    (
      "GET / HTTP/1.1\r\nHost: [::1]:80\r\nEmpty:\r\nUTF: é\r\n\r\n",
      ["GET [::1]:80 / Host=[::1]:80;Empty=;UTF=é", " "]
    ),
  ]

  @Test(arguments: messages)
  func `reads the same whatever pieces it comes in`(message: String, expected: [String]) {
    for pieces in Array(message.utf8).splits {
      #expect(Transcript.requests(pieces) == expected)
    }
  }

  @Test(arguments: [
    "a", "a:", "a:0", "a.b:65535", "a%20b", "[::]", "[::1]:", "[1:2:3:4:5:6:7:8]:1", "[1::]",
    "[::ffff:1.2.3.4]", "[1:2:3:4:5:6:1.2.3.4]",
  ])
  func `takes a host with or without a port`(host: String) {
    let message = Array("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8)
    #expect(Transcript.requests([message]) == ["GET \(host) / Host=\(host)", " "])
  }

  @Test(arguments: ["", ";a", ";a=b", ";a;b=c", " ; a = \"b \\\" ;c\"", "\t;a=\"\"", ";a=\"é\""])
  func `reads past chunk extensions`(extensions: String) {
    let message =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \tChunked \r\n\r\n"
      + "2\(extensions)\r\nab\r\n0\(extensions)\r\n\r\n"
    for pieces in Array(message.utf8).splits {
      #expect(Transcript.requests(pieces).last == "ab ")
    }
  }

  @Test func `reads a field value that isn't UTF-8 as Latin-1`() {
    let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: caf".utf8) + [0xE9, 13, 10, 13, 10]
    #expect(Transcript.requests([bytes]) == ["GET a / Host=a;X=café", " "])
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true),
    ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", false),
    ("GET / HTTP/1.0\r\n\r\n", false),
    ("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true),
  ])
  func `knows whether the connection stays`(message: String, expected: Bool) throws {
    var parser = HTTPRequestParser()
    parser.feed(Array(message.utf8))
    let part = try #require(try parser.next())
    guard case .head(let head) = part else { throw HTTPRefusal.endedEarly }
    #expect(head.keepsAlive == expected)
  }

  @Test func `gives the body's parts as they come`() throws {
    var parser = HTTPRequestParser()
    parser.feed(Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab".utf8))
    _ = try parser.next()
    guard case .body(let part) = try parser.next() else { throw HTTPRefusal.endedEarly }
    #expect(Array(part) == Array("ab".utf8))
    guard case .none = try parser.next() else { throw HTTPRefusal.bodyTooLong(limit: 2) }
    #expect(!parser.isIdle)
    parser.feed(Array("cd".utf8))
    _ = try parser.next()
    guard case .end = try parser.next() else { throw HTTPRefusal.endedEarly }
    #expect(parser.isIdle)
  }
}
