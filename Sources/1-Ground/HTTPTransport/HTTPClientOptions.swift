package import HTTPMessages
package import Sockets

/// Which addresses a client may be led to.
package enum AddressPolicy: Sendable {
  /// None of this machine or its network: for URLs that strangers write.
  case publicOnly
  case anyAddress
}

/// How long a client waits, how much it takes, and where it goes.
package struct HTTPClientOptions: Sendable {
  package var addresses: AddressPolicy
  /// For name, connection and handshake together.
  package var connect: Duration
  /// For the head of the answer, once the request is out.
  package var firstByte: Duration
  /// For everything, the answer's body included.
  package var whole: Duration
  package var limits: HTTPLimits
  /// How many redirects are followed; the redirect itself is the answer to one more.
  package var redirects: Int
  /// How many connections to one host are kept for later.
  package var idleConnections: Int
  package var idle: Duration
  /// The security that https needs; nil refuses https.
  package var security: (any StreamSecurity)?

  package init(
    addresses: AddressPolicy = .publicOnly,
    connect: Duration = .seconds(10),
    firstByte: Duration = .seconds(120),
    whole: Duration = .seconds(600),
    limits: HTTPLimits = HTTPLimits(body: 256 << 20),
    redirects: Int = 0,
    idleConnections: Int = 256,
    idle: Duration = .seconds(10),
    security: (any StreamSecurity)? = SystemTrust()
  ) {
    self.addresses = addresses
    self.connect = connect
    self.firstByte = firstByte
    self.whole = whole
    self.limits = limits
    self.redirects = redirects
    self.idleConnections = idleConnections
    self.idle = idle
    self.security = security
  }
}
