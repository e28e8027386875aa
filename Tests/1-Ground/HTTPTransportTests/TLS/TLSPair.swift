import HTTPTransport

/// A client and a server with a wire between them that can be cut anywhere.
struct TLSPair: ~Copyable {
  var client: TLSSession
  var server: TLSSession
  /// Every flight is delivered in a piece of this length and the rest.
  var cut: Int

  init(
    certificate: String = TLSCertificates.sound,
    trusting authorities: String = TLSCertificates.authority,
    host: String = "localhost",
    cut: Int = .max
  ) throws {
    let clientContext = try TLSCertificates.withFile(authorities) { path in
      try TLSContext.client(authorities: path)
    }
    let serverContext = try TLSCertificates.withFile(certificate) { certificate in
      try TLSCertificates.withFile(TLSCertificates.key) { key in
        try TLSContext.server(certificate: certificate, key: key)
      }
    }
    try self.init(clientContext, serverContext, host: host, cut: cut)
  }

  init(
    _ clientContext: TLSContext,
    _ serverContext: TLSContext,
    host: String = "localhost",
    cut: Int = .max
  ) throws {
    self.init(
      client: try TLSSession(client: clientContext, host: host),
      server: try TLSSession(server: serverContext),
      cut: cut
    )
  }

  private init(client: consuming TLSSession, server: consuming TLSSession, cut: Int) {
    self.client = client
    self.server = server
    self.cut = cut
  }

  /// Lets both sides speak until they agree; false where they would wait for ever.
  mutating func handshake() throws -> Bool {
    for _ in 0..<10 {
      let isClientDone = try client.handshake()
      let isServerDone = try deliverToServer()
      if isClientDone, isServerDone { return true }
      _ = try deliverToClient()
    }
    return false
  }

  private mutating func deliverToServer() throws -> Bool {
    let flight = client.takeOutgoing()
    server.feed(flight.prefix(cut))
    _ = try server.handshake()
    server.feed(flight.dropFirst(cut))
    return try server.handshake()
  }

  private mutating func deliverToClient() throws -> Bool {
    let flight = server.takeOutgoing()
    client.feed(flight.prefix(cut))
    _ = try client.handshake()
    client.feed(flight.dropFirst(cut))
    return try client.handshake()
  }
}
