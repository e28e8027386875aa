import HTTPMessages
import Sockets
import Synchronization

/// A connection to an origin with the parser of what comes back.
final class ClientConnection: Sendable {
  let stream: any ByteStream
  let origin: Origin
  let loop: EventLoop
  let parser: Mutex<HTTPResponseParser>

  init(_ stream: any ByteStream, to origin: Origin, on loop: EventLoop, limits: HTTPLimits) {
    self.stream = stream
    self.origin = origin
    self.loop = loop
    parser = Mutex(HTTPResponseParser(limits: limits))
  }

  /// Ends a connection that is dropped in the middle of an answer.
  deinit { stream.close() }
}

/// Connections that wait for their next request, by origin; the last used goes first.
final class ConnectionPool: Sendable {
  private struct Idle: Sendable {
    var connection: ClientConnection
    var since: ContinuousClock.Instant
  }

  private let limit: Int
  private let idle: Duration
  private let waiting = Mutex<[Origin: [Idle]]>([:])

  init(limit: Int, idle: Duration) {
    self.limit = limit
    self.idle = idle
  }

  /// One that is still open, on `loop` if there is one.
  func take(_ origin: Origin, on loop: EventLoop) -> ClientConnection? {
    while let connection = takeAny(origin, on: loop) {
      if connection.stream.isQuiet { return connection }
    }
    return nil
  }

  private func takeAny(_ origin: Origin, on loop: EventLoop) -> ClientConnection? {
    waiting.withLock { waiting in
      guard var list = waiting[origin], !list.isEmpty else { return nil }
      waiting[origin] = nil
      let index = list.lastIndex { $0.connection.loop === loop } ?? list.count - 1
      let one = list.remove(at: index)
      if !list.isEmpty { waiting[origin] = list }
      return one.connection
    }
  }

  func put(_ connection: ClientConnection) {
    let now = ContinuousClock.now
    let oldest = now.advanced(by: .zero - idle)
    // Dropped only after the lock, since that closes them.
    let dropped = waiting.withLock { waiting in
      var list = waiting.removeValue(forKey: connection.origin) ?? []
      list.append(Idle(connection: connection, since: now))
      let fresh = list.firstIndex { $0.since >= oldest } ?? 0
      let first = max(fresh, list.count - limit)
      waiting[connection.origin] = Array(list[first...])
      return list[..<first]
    }
    _ = dropped
  }
}
