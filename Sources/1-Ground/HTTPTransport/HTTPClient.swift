package import HTTPMessages
package import Sockets

/// Sends requests as they stand and gives answers as they come.
package final class HTTPClient: HTTPHandler {
  private let options: HTTPClientOptions
  private let loops: EventLoops
  private let pool: ConnectionPool

  package init(_ options: HTTPClientOptions = HTTPClientOptions(), loops: EventLoops = .standard) {
    self.options = options
    self.loops = loops
    pool = ConnectionPool(limit: options.idleConnections, idle: options.idle)
  }

  /// A client with the default options that may be led to these addresses.
  package convenience init(reaching addresses: AddressPolicy) {
    self.init(HTTPClientOptions(addresses: addresses))
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let deadline = ContinuousClock.now.advanced(by: options.whole)
    var request = request
    for _ in 0..<options.redirects {
      let response = try await exchange(request, deadline)
      guard let next = request.redirected(by: response) else { return response }
      request = next
    }
    return try await exchange(request, deadline)
  }

  private func exchange(
    _ request: HTTPRequest,
    _ deadline: ContinuousClock.Instant
  ) async throws -> HTTPResponse {
    let origin = try Origin(request)
    let loop = loops.current
    if let connection = pool.take(origin, on: loop) {
      do {
        return try await send(request, on: connection, deadline: deadline)
      } catch HTTPClientError.noAnswer where request.canBeRepeated {
        // The other side had closed it in the meantime.
      }
    }
    let connector = Connector(options: options, loop: loop)
    let stream = try await connector.connect(to: origin)
    let connection = ClientConnection(stream, to: origin, on: loop, limits: options.limits)
    return try await send(request, on: connection, deadline: deadline)
  }

  private func send(
    _ request: HTTPRequest,
    on connection: ClientConnection,
    deadline: ContinuousClock.Instant
  ) async throws -> HTTPResponse {
    let exchange = ClientExchange(
      on: connection,
      pool: pool,
      firstByte: options.firstByte,
      deadline: deadline
    )
    return try await exchange.respond(to: request)
  }
}

extension HTTPRequest {
  /// Whether asking twice does no more than asking once, RFC 9110 section 9.2.2.
  fileprivate var canBeRepeated: Bool {
    guard case .bytes = body else { return false }
    return [.get, .head, .put, .delete, .options].contains(method)
  }
}
