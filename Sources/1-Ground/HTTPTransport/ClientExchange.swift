import HTTPMessages
import Sockets
import Synchronization

/// One request and its answer on a connection, which afterwards goes back to the pool or is closed.
final class ClientExchange: Sendable {
  private static let oneWriteLimit = 64 << 10
  private static let room = 64 << 10

  private struct State: Sendable {
    var canStay = false
    var upload: Upload?
    var isOver = false
  }

  private let connection: ClientConnection
  private let pool: ConnectionPool
  private let firstByte: Duration
  private let deadline: ContinuousClock.Instant
  private let state = Mutex(State())

  init(
    on connection: ClientConnection,
    pool: ConnectionPool,
    firstByte: Duration,
    deadline: ContinuousClock.Instant
  ) {
    self.connection = connection
    self.pool = pool
    self.firstByte = firstByte
    self.deadline = deadline
  }

  /// Ends the request too when its answer is dropped before its end.
  deinit { state.withLock { $0.upload }?.cancel() }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    connection.parser.withLock { $0.begin(request.method) }
    do {
      try await start(request)
      let head = try await self.head()
      let asksToClose = request.fields.lists("close", in: .connection)
      state.withLock { $0.canStay = head.keepsAlive && !asksToClose }
      return HTTPResponse(head.status, fields: head.fields, body: try body(of: head))
    } catch {
      throw fail(error)
    }
  }

  /// Sends the request, or starts to: what is long goes out beside the answer that comes in.
  private func start(_ request: HTTPRequest) async throws {
    let (head, framing) = HTTPSerializer.head(of: request)
    if case .bytes(let body) = request.body, framing != .chunked,
      body.count <= ClientExchange.oneWriteLimit
    {
      // Where it can't be sent there may still be an answer that says why.
      do {
        try await connection.stream.write((head + body)[...], within: left)
      } catch SocketError.reset {}
      return
    }
    let upload = Upload(head, request.body, framing: framing, on: connection, within: left)
    state.withLock { $0.upload = upload }
  }

  private func head() async throws -> HTTPResponseHead {
    var hasBegun = false
    while true {
      while let part = try connection.parser.withLock({ try $0.next() }) {
        if case .head(let head) = part, !head.isInterim { return head }
      }
      do {
        guard
          let bytes = try await connection.stream.read(
            upTo: ClientExchange.room,
            within: min(left, firstByte)
          )
        else { throw hasBegun ? HTTPRefusal.endedEarly : HTTPClientError.noAnswer }
        hasBegun = true
        connection.parser.withLock { $0.feed(bytes) }
      } catch SocketError.reset where !hasBegun {
        throw HTTPClientError.noAnswer
      } catch TLSError.closedWithoutNotice where !hasBegun {
        throw HTTPClientError.noAnswer
      } catch SocketError.timedOut {
        if left <= .zero { throw HTTPClientError.slowWhole }
        let isUploading = state.withLock { $0.upload }?.isUnderWay ?? false
        guard isUploading else { throw HTTPClientError.slowAnswer }
      }
    }
  }

  private func body(of head: HTTPResponseHead) throws -> HTTPBody {
    let pending = connection.parser.withLock { $0.pending }
    return try head.framing.body(pending: pending, part: takePart) { length in
      HTTPBodyStream(length: length) { try await self.nextPart() }
    }
  }

  private func nextPart() async throws -> ArraySlice<UInt8>? {
    do {
      while true {
        if let part = try takePart() { return part }
        if state.withLock({ $0.isOver }) { return nil }
        try await readMore()
      }
    } catch {
      throw fail(error)
    }
  }

  /// A part that has come; nil where none is left, at the end or for now.
  private func takePart() throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    guard !state.withLock({ $0.isOver }) else { return nil }
    switch try connection.parser.withLock({ parser throws(HTTPRefusal) in try parser.next() }) {
    case .body(let bytes): return bytes
    case .end:
      finish()
      return nil
    case .head, nil: return nil
    }
  }

  private func readMore() async throws {
    do {
      if let bytes = try await connection.stream.read(upTo: ClientExchange.room, within: left) {
        connection.parser.withLock { $0.feed(bytes) }
      } else if try connection.parser.withLock({ try $0.finish() }) != nil {
        finish()
      }
    } catch SocketError.timedOut {
      throw HTTPClientError.slowWhole
    }
  }

  private func finish() {
    let (canStay, upload) = state.withLock { state in
      state.isOver = true
      return (state.canStay, state.upload)
    }
    let isClean = connection.parser.withLock { $0.pending == 0 }
    if canStay, isClean, upload?.isDone ?? true {
      pool.put(connection)
    } else {
      upload?.cancel()
      connection.stream.close()
    }
  }

  /// Ends the connection; the request's own body knows best why it could not be sent.
  private func fail(_ error: any Error) -> any Error {
    let upload = state.withLock { state in
      state.isOver = true
      return state.upload
    }
    upload?.cancel()
    connection.stream.reset()
    return upload?.failure ?? error
  }

  private var left: Duration { ContinuousClock.now.duration(to: deadline) }
}
