import HTTPMessages
import Testing

/// A request that must not be taken, why, and what the server answers.
struct Refused: Sendable, CustomTestStringConvertible {
  var message: String
  var refusal: HTTPRefusal
  var status: Int

  init(_ message: String, _ refusal: HTTPRefusal, _ status: Int = 400) {
    self.message = message
    self.refusal = refusal
    self.status = status
  }

  /// A POST with these field lines behind its Host.
  static func fields(_ lines: String, _ refusal: HTTPRefusal, _ status: Int = 400) -> Refused {
    Refused("POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n", refusal, status)
  }

  static func chunks(_ body: String, _ refusal: HTTPRefusal, _ status: Int = 400) -> Refused {
    .fields("Transfer-Encoding: chunked\r\n\r\n\(body)", refusal, status)
  }

  var testDescription: String { "\(refusal): \(message.prefix(60).debugDescription)" }
}

struct HTTPRefusalTests {
  static let limits = HTTPLimits(startLine: 64, fieldBytes: 128, fieldCount: 6, body: 32)

  static let startLines = [
    Refused("GET / HTTP/1.1\nHost: a\r\n\r\n", .bareLineFeed),
    Refused("GET / HTTP/1.1\rHost: a\r\n\r\n", .bareCarriageReturn),
    Refused("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", .nul),
    Refused("GET /\r\n\r\n", .malformedRequestLine),
    Refused("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    Refused("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", .malformedRequestLine),
    Refused("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    Refused("GET / HTTP/1.11\r\nHost: a\r\n\r\n", .malformedRequestLine),
    Refused("GET / http/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    Refused("\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", .malformedRequestLine),
    Refused("GET x HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    Refused("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    Refused("GET /é HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    Refused("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
    Refused("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", .unsupportedMethod("CONNECT"), 501),
    Refused("GET / HTTP/2.0\r\nHost: a\r\n\r\n", .unsupportedVersion("HTTP/2.0"), 505),
    Refused(
      "GET /\(String(repeating: "x", count: 60)) HTTP/1.1\r\n",
      .startLineTooLong(limit: 64),
      414
    ),
    Refused(String(repeating: "x", count: 65), .startLineTooLong(limit: 64), 414),
  ]

  static let hosts = [
    Refused("GET / HTTP/1.1\r\n\r\n", .missingHost),
    Refused("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", .repeatedHost),
    Refused("GET / HTTP/1.1\r\nHost:\r\n\r\n", .malformedHost("")),
    Refused("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", .malformedHost("a b")),
    Refused("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .malformedHost("a/b")),
    Refused("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", .malformedHost("a,b")),
    Refused("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", .malformedHost("u@a")),
    Refused("GET http://a:b/ HTTP/1.1\r\nHost: a\r\n\r\n", .malformedTarget),
  ]

  static let noHosts = [
    "a:b", "a:80:90", "a:-1", "a:+1", "a:65536", ":80", "[::1", "::1]", "[::1]80", "[::1]:x", "[]",
    "[a]", "[1:2]", "[1::2::3]", "[:::]", "[1:2:3:4:5:6:7:8:9]", "[::12345]", "[::1.2.3]",
    "[1.2.3.4::]", "[::256.0.0.1]", "a[::1]", "[v1.a]",
  ].map { Refused("GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n", .malformedHost($0)) }

  static let fields = [
    Refused.fields("X: 1\nY: 2", .bareLineFeed),
    .fields("X: 1\rY: 2", .bareCarriageReturn),
    .fields("X: 1\r\r\n", .bareCarriageReturn),
    .fields("X: \0", .nul),
    .fields("X: \u{1}", .controlInField("X")),
    .fields("X: \u{7F}", .controlInField("X")),
    .fields("X: 1\r\n 2", .foldedField),
    .fields("X: 1\r\n\t2", .foldedField),
    .fields("X : 1", .spaceBeforeColon),
    .fields("X\t: 1", .spaceBeforeColon),
    .fields("X 1", .malformedFieldName),
    .fields("X", .malformedFieldName),
    .fields(": 1", .malformedFieldName),
    .fields("X(: 1", .malformedFieldName),
    .fields("É: 1", .malformedFieldName),
    .fields("X: \(String(repeating: "y", count: 128))", .fieldsTooLong(limit: 128), 431),
    .fields("A:1\r\nB:1\r\nC:1\r\nD:1\r\nE:1\r\nF:1", .tooManyFields(limit: 6), 431),
  ]

  static let lengths = [
    Refused.fields(
      "Content-Length: 1\r\nTransfer-Encoding: chunked",
      .lengthAndTransferCoding
    ),
    .fields("Transfer-Encoding: chunked\r\nContent-Length: 0", .lengthAndTransferCoding),
    .fields("Content-Length: 1\r\nContent-Length: 2", .differingLengths),
    .fields("Content-Length: 1, 2", .differingLengths),
    .fields("Content-Length: -1", .malformedLength("-1")),
    .fields("Content-Length: +1", .malformedLength("+1")),
    .fields("Content-Length: 0x1", .malformedLength("0x1")),
    .fields("Content-Length: 1a", .malformedLength("1a")),
    .fields("Content-Length: 1 1", .malformedLength("1 1")),
    .fields("Content-Length: 1.0", .malformedLength("1.0")),
    .fields("Content-Length:", .malformedLength("")),
    .fields("Content-Length: 1,", .malformedLength("1,")),
    .fields("Content-Length: ١", .malformedLength("١")),
    .fields(
      "Content-Length: 18446744073709551617",
      .malformedLength("18446744073709551617")
    ),
    .fields("Content-Length: 33", .bodyTooLong(limit: 32), 413),
    .fields("Transfer-Encoding: gzip, chunked", .unsupportedTransferCoding("gzip"), 501),
    .fields("Transfer-Encoding: identity", .unsupportedTransferCoding("identity"), 501),
    .fields("Transfer-Encoding: xchunked", .unsupportedTransferCoding("xchunked"), 501),
    .fields("Transfer-Encoding: chunk ed", .unsupportedTransferCoding("chunk ed"), 501),
    .fields("Transfer-Encoding: chunk\ted", .unsupportedTransferCoding("chunk\ted"), 501),
    .fields(
      "Transfer-Encoding: c h u n k e d",
      .unsupportedTransferCoding("c h u n k e d"),
      501
    ),
    .fields("Transfer-Encoding: chunked, chunked", .chunkedNotLast),
    .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .chunkedNotLast),
    .fields("Transfer-Encoding:", .chunkedNotLast),
    Refused(
      "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
      .chunkedNotLast
    ),
  ]

  static let chunks = [
    Refused.chunks("x\r\n", .malformedChunkSize),
    .chunks("\r\n", .malformedChunkSize),
    .chunks("5 \r\nhello\r\n", .malformedChunkSize),
    .chunks(" 5\r\nhello\r\n", .malformedChunkSize),
    .chunks("0x5\r\nhello\r\n", .malformedChunkSize),
    .chunks("-5\r\nhello\r\n", .malformedChunkSize),
    .chunks("+5\r\nhello\r\n", .malformedChunkSize),
    .chunks(";x\r\n", .malformedChunkSize),
    .chunks("5;\(String(repeating: "x", count: 1100))", .malformedChunkSize),
    .chunks("2;\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;;a\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a=\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;=b\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a b\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a=\"b\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a=b\"c\"\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a=\"b\"c\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a=\"b\\\"\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a=\"\u{1}\"\r\nab\r\n", .malformedChunkExtension),
    .chunks("2;a\u{7F}\r\nab\r\n", .malformedChunkExtension),
    .chunks("2 \r\nab\r\n", .malformedChunkSize),
    .chunks("10000000000000005\r\nhello\r\n", .chunkTooLong),
    .chunks("FFFFFFFFFFFFFFFF\r\nhello\r\n", .chunkTooLong),
    .chunks("7FFFFFFFFFFFFFFF\r\nhello\r\n", .bodyTooLong(limit: 32), 413),
    .chunks("5\nhello\r\n", .bareLineFeed),
    .chunks("5\rhello\r\n", .bareCarriageReturn),
    .chunks("5\r\nhello!\r\n", .missingChunkEnd),
    .chunks("5\r\nhello\n", .bareLineFeed),
    .chunks("10\r\n0123456789abcdef\r\n11\r\n", .bodyTooLong(limit: 32), 413),
    .chunks("0\r\nX : 1\r\n\r\n", .spaceBeforeColon),
    .chunks("0\r\n x\r\n\r\n", .foldedField),
  ]

  @Test(arguments: startLines + hosts + noHosts + fields + lengths + chunks)
  func `refuses at every split`(row: Refused) {
    for pieces in Array(row.message.utf8).splits {
      #expect(Transcript.requests(pieces, limits: Self.limits).last == "refused: \(row.refusal)")
    }
    #expect(row.refusal.status.code == row.status)
  }

  @Test func `stays refused`() {
    var parser = HTTPRequestParser()
    parser.feed(Array("x\n".utf8))
    #expect(throws: HTTPRefusal.bareLineFeed) { try parser.next() }
    parser.feed(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(throws: HTTPRefusal.bareLineFeed) { try parser.next() }
  }

  @Test(arguments: [
    (HTTPRefusal.slowHead, 408), (.slowBody, 408), (.tooManyConnections(limit: 1), 503),
  ])
  func `has a status for what only the connection knows`(refusal: HTTPRefusal, status: Int) {
    #expect(refusal.status.code == status)
  }
}
