import HTTPMessages
import Sockets
import Synchronization

/// The settings that all connections of a server share.
struct ServerContext: Sendable {
  var handler: any HTTPHandler
  var limits: HTTPServerLimits
  var security: (any StreamSecurity)?
  var scheme: String
  var authority: String
  /// How many connections are served at a time.
  var connections: Int
  let clock: LoopWaiting
  let date = ServerDate()
}

/// One client's connection: its requests one after the other, as they come.
final class ServerConnection: Sendable {
  private struct State: Sendable {
    /// Whether nothing is lost if the connection ends now.
    var isIdle = true
    var isStopping = false
    /// Whether an answer that is whole is on its way.
    var isHandingOver = false
    /// Whether the client has stopped waiting for another answer.
    var isAbandoned = false
  }

  private let socket: SocketStream
  private let server: ServerContext
  private let state = Mutex(State())

  init(_ socket: SocketStream, server: ServerContext) {
    self.socket = socket
    self.server = server
  }

  /// Serves until either side has enough.
  ///
  /// A client that leaves has no use for what is still done for it, so all of that is cancelled.
  func run(isRefused: Bool) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.serve(isRefused: isRefused) }
      group.addTask { await self.waitUntilAbandoned() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Returns once the client has stopped waiting for an answer.
  ///
  /// A socket closed with nothing unread sends the same FIN as one whose client goes on reading: the
  /// two can't be told apart before an answer is written. So the answer has a moment to be ready,
  /// and once it is, it goes out whole.
  private func waitUntilAbandoned() async {
    guard (try? await socket.waitForEnd()) == .halfClosed else { return }
    repeat {
      guard (try? await server.clock.wait(for: server.limits.halfClosed)) != nil else { return }
    } while !abandon()
  }

  private func abandon() -> Bool {
    state.withLock { state in
      state.isAbandoned = !state.isHandingOver
      return state.isAbandoned
    }
  }

  private func serve(isRefused: Bool) async {
    do {
      let stream = try await secured()
      let reader = RequestReader(stream, limits: server.limits)
      if isRefused {
        await refuse(.tooManyConnections(limit: server.connections), on: stream)
      } else {
        while try await answerNext(reader, on: stream) {}
      }
      await stream.finishWriting()
      stream.close()
    } catch {
      // The other side must not take what it got for the whole.
      socket.reset()
    }
  }

  private func secured() async throws -> any ByteStream {
    guard let security = server.security else { return socket }
    return try await security.secure(socket, host: "", within: server.limits.head)
  }

  /// Closes at once when idle, else after the answer under way.
  func stop() {
    let isIdle = state.withLock { state in
      state.isStopping = true
      return state.isIdle
    }
    if isIdle { socket.close() }
  }

  /// Breaks the connection off, whatever is under way.
  func breakOff() { socket.reset() }

  /// Whether another request may follow.
  private func answerNext(
    _ reader: RequestReader,
    on stream: any ByteStream
  ) async throws -> Bool {
    let head: HTTPRequestHead
    do {
      guard let next = try await reader.head() else { return false }
      head = next
    } catch let refusal as HTTPRefusal {
      await refuse(refusal, on: stream)
      return false
    } catch is SocketError {
      return false
    } catch is CancellationError where isAbandoned {
      // What was answered is on its way, and a break would take back what has not arrived.
      return false
    }
    setIdle(false)
    let response: HTTPResponse
    do {
      response = try await server.handler.respond(to: request(head, reader))
    } catch {
      if let refusal = reader.refusal {
        await refuse(refusal, on: stream)
      } else if isAbandoned {
        // Nothing was said yet, so an end says no less than a break.
        await linger(on: stream)
      } else if (error as? NoAnswer)?.ending != .fin {
        throw error
      }
      return false
    }
    // A streamed answer may read the request as it goes, and 100 can't follow its head.
    if case .stream = response.body { try await reader.sendContinue() }
    let stays = head.keepsAlive && !reader.owesContinue && !isStopping
    guard try await write(response, to: head, stays: stays, on: stream) else {
      if !reader.isAtEnd { await linger(on: stream) }
      return false
    }
    do {
      guard try await reader.skipBody() else { return false }
    } catch is CancellationError where isAbandoned {
      return false
    }
    return setIdle(true)
  }

  /// Whether the connection can go on.
  private func write(
    _ response: HTTPResponse,
    to head: HTTPRequestHead,
    stays: Bool,
    on stream: any ByteStream
  ) async throws -> Bool {
    if case .bytes = response.body { state.withLock { $0.isHandingOver = true } }
    defer { state.withLock { $0.isHandingOver = false } }
    return try await ResponseWriter(stream, server: server).write(response, to: head, stays: stays)
  }

  private func request(_ head: HTTPRequestHead, _ reader: RequestReader) throws -> HTTPRequest {
    HTTPRequest(
      head.method,
      scheme: server.scheme,
      authority: head.authority.isEmpty ? server.authority : head.authority,
      target: head.target,
      fields: head.fields,
      body: try reader.body(of: head)
    )
  }

  private var isAbandoned: Bool { state.withLock { $0.isAbandoned } }
  private var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Whether the connection goes on.
  @discardableResult
  private func setIdle(_ isIdle: Bool) -> Bool {
    state.withLock { state in
      state.isIdle = isIdle
      return !state.isStopping
    }
  }

  private func refuse(_ refusal: HTTPRefusal, on stream: any ByteStream) async {
    let writer = ResponseWriter(stream, server: server)
    guard (try? await writer.write(refusal)) != nil else { return }
    await linger(on: stream)
  }

  /// Reads on for a moment before the close, which would otherwise reset the answer on its way.
  private func linger(on stream: any ByteStream) async {
    await stream.finishWriting()
    var left = 16 << 20
    let patience = server.limits.linger
    // A byte now and then would hold the connection for as long as its client likes.
    let end = ContinuousClock.now.advanced(by: patience * 10)
    while left > 0, ContinuousClock.now < end,
      let bytes = try? await stream.read(upTo: 1 << 16, within: patience)
    {
      left -= bytes.count
    }
  }
}
