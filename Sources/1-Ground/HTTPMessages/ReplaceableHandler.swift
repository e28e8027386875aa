import Synchronization

/// Hands requests to the handler of the moment; those under way stay with the one that they came to.
package final class ReplaceableHandler: HTTPHandler {
  private let handler: Mutex<any HTTPHandler>

  package init(_ handler: any HTTPHandler) { self.handler = Mutex(handler) }

  package func replace(by new: any HTTPHandler) { handler.withLock { $0 = new } }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    try await handler.withLock { $0 }.respond(to: request)
  }
}
