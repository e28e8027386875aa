package import HTTPMessages
package import Sockets
import Synchronization

/// Serves a handler over HTTP/1.1.
///
/// The port is bound by `init`, so that its number is known and a port in use is refused at once;
/// requests are answered while `run` runs. Each connection is a task on the loop with the fewest.
package final class HTTPServer: Sendable {
  private struct State: Sendable {
    var connections: [ObjectIdentifier: ServerConnection] = [:]
    /// How many connections are told that there is no room for them.
    var refused = 0
    var isStopping = false

    /// All that are held count, whether they are served or told that they won't be.
    mutating func admit(_ connection: ServerConnection, limit: Int) -> Admittance {
      let isFull = connections.count - refused >= limit
      let mostRefused = min(HTTPServer.mostRefused, max(1, limit / 4))
      guard !isFull || refused < mostRefused else { return .dropped }
      connections[ObjectIdentifier(connection)] = connection
      if isFull { refused += 1 }
      return isFull ? .refused : .served
    }
  }

  private enum Admittance {
    case served
    case refused
    /// Not even told why.
    case dropped
  }

  /// No more are told at a time that there is no room.
  private static let mostRefused = 32

  private let handler: any HTTPHandler
  private let limits: HTTPServerLimits
  private let security: (any StreamSecurity)?
  private let loops: EventLoops
  private let listener: SocketListener
  private let connectionLimit: Int
  private let state = Mutex(State())

  /// Only this machine is served unless `host` says otherwise; port 0 takes any that is free.
  package init(
    serving handler: any HTTPHandler,
    host: String = "127.0.0.1",
    port: Int = 0,
    limits: HTTPServerLimits = HTTPServerLimits(),
    security: (any StreamSecurity)? = nil,
    loops: EventLoops = .standard
  ) throws(SocketError) {
    guard let ip = host == "localhost" ? .loopback : IPAddress(host) else {
      throw .notAnAddress(host)
    }
    guard 0...65_535 ~= port else { throw .notAPort(port) }
    self.handler = handler
    self.limits = limits
    self.security = security
    self.loops = loops
    connectionLimit = min(limits.connections, EventLoops.connectionRoom())
    listener = try SocketListener(SocketAddress(ip, port: port), on: loops.current)
  }

  package var port: Int { listener.address.port }

  /// Host and port as a client on this machine writes them.
  package var authority: String {
    let ip = listener.address.ip
    guard ip.bytes.allSatisfy({ $0 == 0 }) else { return "\(listener.address)" }
    return "\(SocketAddress(ip.isV6 ? .loopbackV6 : .loopback, port: port))"
  }

  package var scheme: String { security == nil ? "http" : "https" }

  package var url: String { "\(scheme)://\(authority)" }

  /// Answers requests until `stop`, or until the task is cancelled, which ends everything at once.
  package func run() async throws {
    let context = context
    var farewell: Task<Void, Never>?
    try await withThrowingDiscardingTaskGroup { group in
      while let (stream, loop) = try await nextConnection() {
        let connection = ServerConnection(stream, server: context)
        let admittance = admit(connection)
        guard admittance != .dropped else {
          connection.breakOff()
          continue
        }
        group.addTask(executorPreference: loop) {
          await connection.run(isRefused: admittance == .refused)
          self.dismiss(connection, admittance)
        }
      }
      farewell = Task { await self.endStragglers(context.clock) }
    }
    farewell?.cancel()
    try Task.checkCancellation()
  }

  /// Breaks off what is still under way a while after the stop: a client that drips would have no end.
  private func endStragglers(_ clock: LoopWaiting) async {
    guard (try? await clock.wait(for: limits.farewell)) != nil else { return }
    state.withLock { Array($0.connections.values) }.forEach { $0.breakOff() }
  }

  /// Takes no more connections, closes what is idle, lets answers under way end that do so soon; then `run` returns.
  package func stop() {
    listener.close()
    let connections = state.withLock { state in
      state.isStopping = true
      return Array(state.connections.values)
    }
    connections.forEach { $0.stop() }
  }

  private var context: ServerContext {
    ServerContext(
      handler: handler,
      limits: limits,
      security: security,
      scheme: scheme,
      authority: authority,
      connections: connectionLimit,
      clock: LoopWaiting(on: loops)
    )
  }

  private func nextConnection() async throws -> (SocketStream, EventLoop)? {
    do {
      return try await listener.accept(onto: loops)
    } catch SocketError.closed {
      return nil
    } catch is CancellationError {
      return nil
    }
  }

  private func admit(_ connection: ServerConnection) -> Admittance {
    let (admittance, isStopping) = state.withLock { state in
      (state.admit(connection, limit: connectionLimit), state.isStopping)
    }
    if isStopping { connection.stop() }
    return admittance
  }

  private func dismiss(_ connection: ServerConnection, _ admittance: Admittance) {
    state.withLock { state in
      state.connections[ObjectIdentifier(connection)] = nil
      if admittance == .refused { state.refused -= 1 }
    }
  }
}

/// Runs `body` beside a server that is up when it starts and gone when it ends.
package func withHTTPServer<Result: Sendable>(
  serving handler: any HTTPHandler,
  limits: HTTPServerLimits = HTTPServerLimits(),
  security: (any StreamSecurity)? = nil,
  loops: EventLoops = .standard,
  body: (HTTPServer) async throws -> Result
) async throws -> Result {
  let server = try HTTPServer(
    serving: handler,
    limits: limits,
    security: security,
    loops: loops
  )
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run() }
    defer { group.cancelAll() }
    return try await body(server)
  }
}
