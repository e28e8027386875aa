import HTTPMessages

/// The server that a connection leads to.
struct Origin: Hashable, Sendable {
  var isSecure: Bool
  var host: String
  var port: Int

  init(_ request: HTTPRequest) throws(HTTPClientError) {
    guard let url = HTTPURL(request.origin), let (host, port) = url.hostAndPort else {
      throw .badAuthority(request.authority)
    }
    isSecure = url.scheme == "https"
    self.host = host.lowercased()
    self.port = port
  }
}
