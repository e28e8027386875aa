import Conformance
import HTTPTransport

extension Tripwire {
  /// Runs `body` while it listens on this machine, at both kinds of its own address where there are two.
  static func whileListening<Result: Sendable>(
    _ body: (Tripwire) async throws -> Result
  ) async throws -> Result {
    let tripwire = Tripwire()
    let server = try HTTPServer(serving: tripwire, port: 0)
    tripwire.listen(at: server.port)
    let other = try? HTTPServer(serving: tripwire, host: "::1", port: server.port)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      for server in [server, other].compactMap(\.self) {
        group.addTask { try await server.run() }
      }
      defer { group.cancelAll() }
      return try await body(tripwire)
    }
  }
}
