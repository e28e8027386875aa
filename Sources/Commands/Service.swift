import HTTPMessages
import HTTPTransport
import Sockets

/// A server that runs until somebody interrupts it.
struct Service {
  let handler: any HTTPHandler
  let call: Invocation
  let defaultPort: Int
  var limits = HTTPServerLimits()
  /// What a log line says beside status and time.
  var detail: @Sendable (HTTPResponse) -> String? = { _ in nil }

  static let options: [Option] = [
    .value("host", "ADDRESS", "the address to listen at; 127.0.0.1 unless given"),
    .value("port", "N", "the port to listen at; 0 takes any that is free"),
  ]

  /// The port that the call names.
  static func port(_ call: Invocation) throws(UsageError) -> Int? {
    guard let port = try call.integer("port", atLeast: 0) else { return nil }
    guard port <= 65_535 else { throw .notAPort(option: "--port", value: port) }
    return port
  }

  /// Says where it is once it listens, answers until the interruption, lets answers under way end.
  func run(
    security: (any StreamSecurity)? = nil,
    banner: (HTTPServer) -> String
  ) async throws -> ExitCode {
    let console = call.console
    let log = AccessLog(handler: handler, clock: LoopWaiting(), detail: detail) { line in
      if !call.isQuiet { console.write(line) }
    }
    let server = try HTTPServer(
      serving: log,
      host: call.value("host") ?? "127.0.0.1",
      port: try Service.port(call) ?? defaultPort,
      limits: limits,
      security: security
    )
    // Whoever reads the banner may interrupt at once.
    let interruption = console.interruption()
    console.write(banner(server))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      await interruption()
      server.stop()
      try await group.waitForAll()
    }
    console.write("stopped\n")
    return .success
  }
}
