/// An answerer of requests: a server's application, a client, a proxy, a stub, a recorder, a replayer.
///
/// Handlers wrap handlers, so that a mode is a composition and not a flag. An error means that no
/// answer could be given at all; a server that serves such a handler cuts the connection.
package protocol HTTPHandler: Sendable {
  func respond(to request: HTTPRequest) async throws -> HTTPResponse
}

/// A handler made of a closure.
package struct HTTPHandlerClosure: HTTPHandler {
  private let body: @Sendable (HTTPRequest) async throws -> HTTPResponse

  package init(_ body: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) {
    self.body = body
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    try await body(request)
  }
}
