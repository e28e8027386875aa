package import CanonicalJSON
package import Exchanges
package import HTTPMessages
package import HTTPTransport
package import Recordings
package import Sockets

/// A server that runs until it is interrupted.
package struct Service {
  package let handler: any HTTPHandler
  /// The address and the port that it listens at; port 0 takes any that is free.
  package var host = "127.0.0.1"
  package var port: Int
  package var limits = HTTPServerLimits()
  package var security: (any StreamSecurity)?
  /// The names by which clients may call this machine, where it listens for itself alone.
  package var names: Set<String> = []
  /// The providers' own hosts, where clients are led here by them.
  package var playedHosts = ServiceHosts(prefixes: [:])
  /// Whether any client that gets in may spend the user's money, so that no page of another place does.
  package var spendsForAnybody = false
  /// A refusal in the shape of what is served: `detail` is where providers say theirs.
  package var refusalBody: @Sendable (String) -> JSON = { ["detail": .string($0)] }
  /// The program's version, as its figures tell it.
  package var version = ""
  /// The figures of what is served, beside those of every service.
  package var metrics: @Sendable () -> [Metric] = { [] }
  /// Whether whoever asks may read the figures.
  package var opensMetrics: @Sendable (HTTPRequest) -> Bool = { _ in true }
  /// Is told a line of each answer.
  package var log: @Sendable (String) -> Void = { _ in }
  /// The detail that a log line adds to status and time, beside why a refusal refuses.
  package var detail: @Sendable (HTTPResponse) -> String? = { _ in nil }
  /// Reads anew what it was started with; nil where there is nothing of the kind.
  package var catalog: ReloadedCatalog?
  /// Called as soon as the interruption has come, before answers under way are waited for.
  package var saveEarly: @Sendable () -> Void = {}

  package init(serving handler: any HTTPHandler, port: Int) {
    self.handler = handler
    self.port = port
  }

  /// Listens, says so, answers until the interruption, and lets answers under way end.
  ///
  /// `interruption` begins to listen for it before anybody is told where the server is: whoever knows may interrupt.
  package func run(
    until interruption: () -> @Sendable () async -> Void,
    began: (HTTPServer) -> Void
  ) async throws {
    let server = try listening()
    let interrupted = interruption()
    began(server)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      await interrupted()
      server.stop()
      saveEarly()
      try await group.waitForAll()
    }
  }

  private func listening() throws -> HTTPServer {
    try HTTPServer.listening(asSaidBy: "--port") {
      try HTTPServer(
        serving: logged(guarded(watched(handler))),
        host: host,
        port: port,
        limits: limits,
        security: security
      )
    }
  }

  private func logged(_ handler: any HTTPHandler) -> AccessLog {
    AccessLog(
      handler: handler,
      clock: LoopWaiting(),
      detail: { [detail] response in
        let told = [detail(response), RefusalWords.text(of: response)].compactMap(\.self)
        return told.isEmpty ? nil : told.joined(separator: " · ")
      },
      write: log
    )
  }

  /// The door before `handler`; none where the network may come in anyway.
  private func guarded(_ handler: any HTTPHandler) -> any HTTPHandler {
    guard LocalDoor.Names.isLoopback(host) else { return handler }
    return LocalDoor(
      to: handler,
      names: LocalDoor.Names { [names, playedHosts] host in
        names.contains(host) || !playedHosts.prefix(ofAuthority: host).isEmpty
      },
      asksForOrigin: spendsForAnybody,
      refusal: { [refusalBody] in
        HTTPResponse(
          403,
          fields: ["Content-Type": "application/json"],
          body: .bytes(refusalBody($0).bytes())
        )
      }
    )
  }
}
