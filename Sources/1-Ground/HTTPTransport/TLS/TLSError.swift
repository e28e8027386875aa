/// Why a connection could not be made safe, or stopped being so.
package enum TLSError: Error, Equatable {
  /// The system has no OpenSSL 3, or an unusable one.
  case unavailable(library: String, reason: String)
  case unreadableCertificate(path: String, reason: String)
  case unreadableKey(path: String, reason: String)
  case unreadableAuthorities(path: String, reason: String)
  /// The peer's certificate doesn't vouch for `host`.
  case untrusted(host: String, TLSDistrust)
  /// The peer speaks nothing newer than TLS 1.1.
  case oldProtocol
  /// The bytes that the peer sent are no TLS at all.
  case notTLS
  /// The handshake broke off, in OpenSSL's words.
  case handshake(String)
  case closedInHandshake
  /// The connection ended without the peer's close_notify, so whatever came may be cut short.
  case closedWithoutNotice
  /// A record was damaged or forbidden, in OpenSSL's words.
  case broken(String)
}

/// A reason not to trust a peer's certificate.
package enum TLSDistrust: Equatable, Sendable {
  case selfSigned
  case unknownIssuer
  case wrongHost
  case expired
  case notYetValid
  /// In OpenSSL's words.
  case other(String)
}

extension TLSError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable(let library, let reason):
      "\(library) can't be used (\(reason)); \(OpenSSL.remedy)"
    case .unreadableCertificate(let path, let reason):
      "no certificate chain can be read from \(path): \(reason)"
    case .unreadableKey(let path, let reason):
      "no private key of the certificate can be read from \(path): \(reason)"
    case .unreadableAuthorities(let path, let reason):
      "no certificate authorities can be read from \(path): \(reason)"
    case .untrusted(let host, let distrust):
      "the certificate of \(host) is not trusted: \(distrust)"
    case .oldProtocol: "the peer offers nothing newer than TLS 1.1; it needs TLS 1.2 or 1.3"
    case .notTLS: "the peer doesn't speak TLS; check scheme and port"
    case .handshake(let reason): "the TLS handshake failed: \(reason)"
    case .closedInHandshake: "the peer closed the connection in the TLS handshake"
    case .closedWithoutNotice: "the connection ended without TLS close_notify; data may be missing"
    case .broken(let reason): "the TLS connection broke: \(reason)"
    }
  }
}

extension TLSDistrust: CustomStringConvertible {
  package var description: String {
    switch self {
    case .selfSigned: "it is self-signed; name its issuer in a file of authorities"
    case .unknownIssuer: "its issuer is unknown; name it in a file of authorities"
    case .wrongHost: "it is for another host"
    case .expired: "it has expired"
    case .notYetValid: "it is not valid yet"
    case .other(let reason): reason
    }
  }
}
