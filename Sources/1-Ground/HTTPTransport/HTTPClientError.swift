import Sockets

/// Why a request got no answer.
package enum HTTPClientError: Error, Equatable, Sendable {
  case badAuthority(String)
  case privateAddress(host: String, address: String)
  case noSecurity(host: String)
  case slowConnect(host: String)
  case slowAnswer
  case slowWhole
  /// The other side ended the connection before an answer.
  case noAnswer
}

extension HTTPClientError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badAuthority(let text): "\(text) is no host, or no host and port"
    case .privateAddress(let host, let address):
      "\(host) is \(address), an address of this machine or its network, which isn't allowed here"
    case .noSecurity(let host): "https to \(host) needs TLS, which isn't set up"
    case .slowConnect(let host): "no connection to \(host) came about in the time allowed"
    case .slowAnswer: "no answer began in the time allowed"
    case .slowWhole: "the answer didn't end in the time allowed"
    case .noAnswer: "the connection ended before an answer"
    }
  }
}
