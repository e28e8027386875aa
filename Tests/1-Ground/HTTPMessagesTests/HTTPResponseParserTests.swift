import HTTPMessages
import Testing

struct HTTPResponseParserTests {
  static let messages: [(String, [String])] = [
    (
      "HTTP/1.1 200 Fine by me\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\nhi",
      ["200 Fine by me Set-Cookie=a;Set-Cookie=b;Content-Length=2", "hi "]
    ),
    (
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 \r\nLink: x\r\n\r\n"
        + "HTTP/1.1 500\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\nT: 1\r\n\r\n",
      ["100 Continue ", "103  Link=x", "500  Transfer-Encoding=chunked", "no T=1"]
    ),
    (
      "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n",
      ["204 No Content Content-Length=5", " "]
    ),
    ("HTTP/1.1 304 Not Modified\r\n\r\n", ["304 Not Modified ", " "]),
  ]

  @Test(arguments: messages)
  func `reads the same whatever pieces it comes in`(message: String, expected: [String]) {
    for pieces in Array(message.utf8).splits {
      #expect(Transcript.responses(pieces) == expected)
    }
  }

  @Test func `reads a body without a length to the end of the connection`() {
    for pieces in Array("HTTP/1.0 200 OK\r\n\r\nabc".utf8).splits {
      #expect(Transcript.responses(pieces, finishes: true) == ["200 OK ", "abc "])
    }
  }

  @Test func `knows that an answer to HEAD has no body`() {
    let message = Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".utf8)
    #expect(Transcript.responses([message], to: .head).last == " ")
  }

  @Test(arguments: [
    "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nA: 1\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
  ])
  func `refuses what ends early`(message: String) {
    let lines = Transcript.responses([Array(message.utf8)], finishes: true)
    #expect(lines.last == "refused: \(HTTPRefusal.endedEarly)")
  }

  @Test(arguments: [
    ("HTTP/1.1 2000 OK\r\n\r\n", HTTPRefusal.malformedStatusLine),
    ("HTTP/1.1 20 OK\r\n\r\n", .malformedStatusLine),
    ("HTTP/1.1 099 OK\r\n\r\n", .malformedStatusLine),
    ("HTTP/1.1  200 OK\r\n\r\n", .malformedStatusLine),
    ("ICY 200 OK\r\n\r\n", .malformedStatusLine),
    ("HTTP/2.0 200 OK\r\n\r\n", .unsupportedVersion("HTTP/2.0")),
    ("HTTP/1.1 200 OK\n\n", .bareLineFeed),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      .lengthAndTransferCoding
    ),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", .differingLengths),
  ])
  func `refuses at every split`(message: String, refusal: HTTPRefusal) {
    for pieces in Array(message.utf8).splits {
      #expect(Transcript.responses(pieces).last == "refused: \(refusal)")
    }
  }

  @Test func `reads answers that follow each other on one connection`() throws {
    var parser = HTTPResponseParser(to: .head)
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
    parser.feed(Array("\(head)\(head)x".utf8))
    while try parser.next() != nil {}
    #expect(parser.pending == head.utf8.count + 1)
    parser.begin(.get)
    var kinds: [String] = []
    while let part = try parser.next() {
      switch part {
      case .head: kinds.append("head")
      case .body: kinds.append("body")
      case .end: kinds.append("end")
      }
    }
    #expect(kinds == ["head", "body", "end"])
    #expect(parser.pending == 0)
  }
}
