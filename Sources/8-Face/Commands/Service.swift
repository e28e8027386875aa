import CanonicalJSON
import Exchanges
import HTTPMessages
import HTTPTransport
import Recordings
import Sessions
import Sockets
import Terminal

/// A server that runs until it is interrupted.
struct Service {
  static let host = Option.read(
    "host ADDRESS",
    "the address to listen at",
    unlessGiven: "127.0.0.1"
  ) { $0 }.defaulting(to: "127.0.0.1")
  static let port = Option.read("port N", "the port to listen at; 0 takes any that is free") {
    word throws(UsageError) in
    let port = try Int(word, atLeast: 0, of: "port")
    guard port <= 65_535 else { throw .notAPort(option: "--port", value: port) }
    return port
  }

  let handler: any HTTPHandler
  let call: Invocation
  let defaultPort: Int
  /// A refusal in the shape of what is served: `detail` is where providers say theirs.
  var refusalBody: @Sendable (String) -> JSON = { ["detail": .string($0)] }
  /// The providers' own hosts, where clients are led here by them.
  var playedHosts = ServiceHosts(prefixes: [:])
  /// Whether any client that gets in may spend the user's money, so that no page of another place does.
  var spendsForAnybody = false
  var limits = HTTPServerLimits()
  /// The detail that a log line adds to status and time, beside why a refusal refuses.
  var detail: @Sendable (HTTPResponse) -> String? = { _ in nil }
  /// The figures of what is served, beside those of every service.
  var metrics: @Sendable () -> [Metric] = { [] }
  /// Whether whoever asks may read the figures.
  var opensMetrics: @Sendable (HTTPRequest) -> Bool = { _ in true }
  /// Reads anew what it was started with; nil where there is nothing of the kind.
  var catalog: ReloadedCatalog?
  /// Called as soon as the interruption has come, before answers under way are waited for.
  var saveEarly: @Sendable () -> Void = {}

  /// The options of every verb that serves, this one at a port of its own.
  static func options(port number: Int) -> Options {
    Options(host, port.defaulting(to: "\(number)"), allowedHosts)
  }

  private func listening(
    _ handler: some HTTPHandler,
    _ security: (any StreamSecurity)?
  ) throws -> HTTPServer {
    do {
      return try HTTPServer(
        serving: handler,
        host: call[Service.host],
        port: call[Service.port] ?? defaultPort,
        limits: limits,
        security: security
      )
    } catch {
      guard case .addressInUse(let address) = error else { throw error }
      throw SessionError.portInUse(address, setting: "--port")
    }
  }

  /// Says where it is once it listens, answers until the interruption, lets answers under way end.
  func run(
    security: (any StreamSecurity)? = nil,
    banner: (HTTPServer) -> String
  ) async throws -> ExitCode {
    let console = call.console
    let log = AccessLog(
      handler: guarded(watched(handler)),
      clock: LoopWaiting(),
      detail: { [detail] response in
        let told = [detail(response), RefusalWords.text(of: response)].compactMap(\.self)
        return told.isEmpty ? nil : told.joined(separator: " · ")
      }
    ) { line in
      if !call.isQuiet { console.show(line) }
    }
    let server = try listening(log, security)
    // Whoever reads the banner may interrupt at once.
    let interruption =
      catalog.map { catalog in
        console.interruptionOfService { catalog.reload() }
      } ?? console.interruption()
    console.write(banner(server))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      await interruption()
      server.stop()
      saveEarly()
      try await group.waitForAll()
    }
    console.write("stopped\n")
    return .success
  }
}
