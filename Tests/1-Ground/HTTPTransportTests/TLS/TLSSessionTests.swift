import HTTPTransport
import TestSupport
import Testing

@Suite(.inRealTime)
struct TLSSessionTests {
  private let contexts: (client: TLSContext, server: TLSContext)

  init() throws {
    let client = try TLSCertificates.withFile(TLSCertificates.authority) { path in
      try TLSContext.client(authorities: path)
    }
    let server = try TLSCertificates.withFile(TLSCertificates.sound) { certificate in
      try TLSCertificates.withFile(TLSCertificates.key) { key in
        try TLSContext.server(certificate: certificate, key: key)
      }
    }
    contexts = (client, server)
  }

  private func agreed(cut: Int = .max) throws -> TLSPair {
    var pair = try TLSPair(contexts.client, contexts.server, cut: cut)
    let isAgreed = try pair.handshake()
    #expect(isAgreed)
    return pair
  }

  @Test(arguments: ["localhost", "127.0.0.1", "::1"])
  func `agrees with a host that its certificate names`(host: String) throws {
    var pair = try TLSPair(host: host)
    let isAgreed = try pair.handshake()
    #expect(isAgreed)
  }

  @Test func `agrees wherever a flight is cut`() throws {
    for cut in 1...1_100 { _ = try agreed(cut: cut) }
  }

  @Test func `carries bytes both ways, however the records are cut`() throws {
    var pair = try agreed()
    let text = Array("a request that is cut".utf8)
    try pair.client.write(text[...])
    let sealed = pair.client.takeOutgoing()
    for cut in 0...sealed.count {
      var pair = try agreed()
      try pair.client.write(text[...])
      let wire = pair.client.takeOutgoing()
      pair.server.feed(wire.prefix(cut))
      let early = try pair.server.read()
      #expect(early == (cut < wire.count ? .needsInput : .bytes(text)))
      pair.server.feed(wire.dropFirst(cut))
      guard cut < wire.count else { continue }
      let late = try pair.server.read()
      #expect(late == .bytes(text))
    }
  }

  @Test func `carries a megabyte back in pieces of any size`() throws {
    var pair = try agreed()
    let sent = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) }
    try pair.server.write(sent[...])
    var wire = pair.server.takeOutgoing()[...]
    var received: [UInt8] = []
    var size = 1
    while !wire.isEmpty {
      pair.client.feed(wire.prefix(size))
      wire = wire.dropFirst(size)
      size = size * 7 % 50_021
      while case .bytes(let bytes) = try pair.client.read(limit: 20_000) { received += bytes }
    }
    #expect(received == sent)
  }

  @Test func `tells a said end from a cut`() throws {
    var pair = try agreed()
    try pair.server.write([1, 2, 3])
    pair.server.close()
    pair.client.feed(pair.server.takeOutgoing()[...])
    pair.client.feedEnd()
    let (bytes, end) = (try pair.client.read(), try pair.client.read())
    #expect(bytes == .bytes([1, 2, 3]))
    #expect(end == .closed)
  }

  @Test func `refuses an end that was not said, behind a record and inside one`() throws {
    for missing in [0, 1, 10, 5_000] {
      var pair = try agreed()
      try pair.server.write([UInt8](repeating: 7, count: 5_000)[...])
      pair.client.feed(pair.server.takeOutgoing().dropLast(missing))
      pair.client.feedEnd()
      if missing == 0 { _ = try pair.client.read() }
      for _ in 0..<2 { #expect(TLSSessionTests.readError(&pair.client) == .closedWithoutNotice) }
    }
  }

  @Test func `refuses a record that was tampered with`() throws {
    var pair = try agreed()
    try pair.server.write([1, 2, 3])
    var wire = pair.server.takeOutgoing()
    wire[wire.count - 1] ^= 1
    pair.client.feed(wire[...])
    let error = TLSSessionTests.readError(&pair.client)
    #expect(error == .broken("decryption failed or bad record mac"))
  }

  private static func readError(_ session: inout TLSSession) -> TLSError? {
    do throws(TLSError) {
      _ = try session.read()
      return nil
    } catch {
      return error
    }
  }
}
