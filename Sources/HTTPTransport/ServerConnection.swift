import HTTPMessages
import Sockets
import Synchronization

/// What all connections of a server share.
struct ServerContext: Sendable {
  var handler: any HTTPHandler
  var limits: HTTPServerLimits
  var security: (any StreamSecurity)?
  var scheme: String
  var authority: String
  let date = ServerDate()
}

/// One client's connection: its requests one after the other, as they come.
final class ServerConnection: Sendable {
  private struct State: Sendable {
    /// Whether nothing is lost if the connection ends now.
    var isIdle = true
    var isStopping = false
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
  /// A client that leaves has no use for what is still done for it, so all of that is cancelled. A
  /// socket closed with nothing unread sends the same FIN as one whose client goes on reading: the
  /// two can't be told apart before an answer is written. Both count as leaving, as they do to
  /// nginx's proxy, Node and Go. What was sent before the end is still read, and an answer that
  /// waits for nothing still goes out.
  func run(isRefused: Bool) async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.serve(isRefused: isRefused) }
      try? await socket.waitForEnd()
      group.cancelAll()
    }
  }

  private func serve(isRefused: Bool) async {
    do {
      let stream = try await secured()
      let reader = RequestReader(stream, limits: server.limits)
      if isRefused {
        await refuse(.tooManyConnections(limit: server.limits.connections), on: stream)
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
    }
    setIdle(false)
    let response: HTTPResponse
    do {
      response = try await server.handler.respond(to: request(head, reader))
    } catch {
      guard let refusal = reader.refusal else { throw error }
      await refuse(refusal, on: stream)
      return false
    }
    // A streamed answer may read the request as it goes, and 100 can't follow its head.
    if case .stream = response.body { try await reader.sendContinue() }
    let stays = head.keepsAlive && !reader.owesContinue && !isStopping
    let writer = ResponseWriter(stream, server: server)
    guard try await writer.write(response, to: head, stays: stays) else {
      if !reader.isAtEnd { await linger(on: stream) }
      return false
    }
    guard try await reader.skipBody() else { return false }
    return setIdle(true)
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
    let patience = min(server.limits.progress, .seconds(2))
    // A byte now and then would hold the connection for as long as its client likes.
    let end = ContinuousClock.now.advanced(by: patience * 10)
    while left > 0, ContinuousClock.now < end,
      let bytes = try? await stream.read(upTo: 1 << 16, within: patience)
    {
      left -= bytes.count
    }
  }
}
