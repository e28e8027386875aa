import HTTPTransport
import TestSupport
import Testing

@Suite(.inRealTime)
struct TLSRefusalTests {
  typealias Certificates = TLSCertificates

  @Test(arguments: [
    (Certificates.selfSigned, Certificates.authority, "localhost", TLSDistrust.selfSigned),
    (Certificates.sound, Certificates.selfSigned, "localhost", .unknownIssuer),
    (Certificates.sound, Certificates.authority, "example.com", .wrongHost),
    (Certificates.sound, Certificates.authority, "127.0.0.2", .wrongHost),
    (Certificates.sound, Certificates.authority, "::2", .wrongHost),
    (Certificates.expired, Certificates.authority, "localhost", .expired),
    (Certificates.future, Certificates.authority, "localhost", .notYetValid),
  ])
  func `a client refuses a certificate that doesn't vouch for the host`(
    certificate: String,
    authorities: String,
    host: String,
    distrust: TLSDistrust
  ) throws {
    var pair = try TLSPair(certificate: certificate, trusting: authorities, host: host)
    #expect(TLSRefusalTests.error(&pair) == .untrusted(host: host, distrust))
    // The server is told why, and learns nothing more.
    let alert = pair.client.takeOutgoing()
    #expect(alert.first == 0x15)
  }

  private static func error(_ pair: inout TLSPair) -> TLSError? {
    do {
      _ = try pair.handshake()
      return nil
    } catch {
      return error as? TLSError
    }
  }

  /// A handshake record of TLS 1.1: type, version, length; message type, length, version, random, and `rest`.
  private static func hello(_ type: UInt8, _ rest: [UInt8]) -> [UInt8] {
    let body = [3, 2] + [UInt8](repeating: 0x5A, count: 32) + rest
    let length = UInt8(body.count)
    return [0x16, 3, 1, 0, length + 4, type, 0, 0, length] + body
  }

  static let strangers: [(name: String, bytes: [UInt8], error: TLSError)] = [
    ("a server that chooses TLS 1.1", hello(2, [0, 0xC0, 0x14, 0]), .oldProtocol),
    ("a server that says it can't do TLS 1.2", [0x15, 3, 1, 0, 2, 2, 70], .oldProtocol),
    ("a server that speaks HTTP", Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), .notTLS),
    ("a server that hangs up", [], .closedInHandshake),
    ("a server that hangs up inside a record", [0x16, 3, 3, 0, 80, 2], .closedInHandshake),
    (
      "a server that gives up", [0x15, 3, 3, 0, 2, 2, 40],
      .handshake("sslv3 alert handshake failure")
    ),
  ]

  @Test(arguments: strangers)
  func `a client refuses`(name: String, bytes: [UInt8], error: TLSError) throws {
    var client = try TLSSession(client: .client(), host: "localhost")
    _ = try client.handshake()
    client.feed(bytes[...])
    client.feedEnd()
    #expect(TLSRefusalTests.handshakeError(&client) == error)
    #expect(TLSRefusalTests.handshakeError(&client) == error)
  }

  @Test(
    arguments: [
      ("a client of TLS 1.1", hello(1, [0, 0, 2, 0xC0, 0x14, 1, 0]), .oldProtocol),
      ("a client that speaks HTTP", Array("GET / HTTP/1.1\r\n\r\n".utf8), .notTLS),
      ("a client that hangs up", [0x16], .closedInHandshake),
    ] as [(String, [UInt8], TLSError)]
  )
  func `a server refuses`(name: String, bytes: [UInt8], error: TLSError) throws {
    let context = try Certificates.withFile(Certificates.sound) { certificate in
      try Certificates.withFile(Certificates.key) { key in
        try TLSContext.server(certificate: certificate, key: key)
      }
    }
    var server = try TLSSession(server: context)
    server.feed(bytes[...])
    server.feedEnd()
    #expect(TLSRefusalTests.handshakeError(&server) == error)
  }

  private static func handshakeError(_ session: inout TLSSession) -> TLSError? {
    do throws(TLSError) {
      _ = try session.handshake()
      return nil
    } catch {
      return error
    }
  }

  @Test func `a server needs a certificate and the key that belongs to it`() throws {
    try Certificates.withFile(Certificates.sound) { certificate in
      _ = #expect(throws: TLSError.self) {
        try TLSContext.server(certificate: "/nowhere.pem", key: certificate)
      }
      try Certificates.withFile(Certificates.authorityKey) { key in
        #expect(throws: TLSError.unreadableKey(path: key, reason: "key values mismatch")) {
          try TLSContext.server(certificate: certificate, key: key)
        }
      }
    }
    try Certificates.withFile("junk") { path in
      #expect(throws: TLSError.self) { try TLSContext.client(authorities: path) }
    }
  }

  @Test func `says which library is missing and what to install`() {
    let error = #expect(throws: TLSError.self) {
      try TLSContext.checkAvailability(ssl: "libnowhere.so.3")
    }
    guard case .unavailable("libnowhere.so.3", _) = error else {
      Issue.record("\(String(describing: error)) names no library")
      return
    }
    #expect(error?.description.contains("install OpenSSL 3") == true)
    #expect(throws: TLSError.unavailable(library: "libc.so.6", reason: "it lacks BIO_s_mem")) {
      try TLSContext.checkAvailability(crypto: "libc.so.6")
    }
  }
}
