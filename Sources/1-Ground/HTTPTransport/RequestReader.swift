import HTTPMessages
import Sockets
import Synchronization

/// Reads a connection's requests: heads for the connection, bodies for the handler.
final class RequestReader: Sendable {
  private struct State: Sendable {
    var parser: HTTPRequestParser
    var refusal: HTTPRefusal?
    /// Whether the body's end has come.
    var isAtEnd = true
    /// Whether the client waits for 100 before it sends the body.
    var owesContinue = false
    var pace = BodyPace()
  }

  private static let headRoom = 16 << 10
  private static let bodyRoom = 64 << 10

  private let stream: any ByteStream
  private let limits: HTTPServerLimits
  private let state: Mutex<State>

  init(_ stream: any ByteStream, limits: HTTPServerLimits) {
    self.stream = stream
    self.limits = limits
    state = Mutex(State(parser: HTTPRequestParser(limits: limits.messages)))
  }

  /// Why the bytes that came are no request.
  var refusal: HTTPRefusal? { state.withLock { $0.refusal } }
  var isAtEnd: Bool { state.withLock { $0.isAtEnd } }
  var owesContinue: Bool { state.withLock { $0.owesContinue } }

  /// The next head; nil when the client has ended, or stays silent for too long.
  func head() async throws -> HTTPRequestHead? {
    var deadline: ContinuousClock.Instant?
    while true {
      if case .head(let head) = try next() { return head }
      let isIdle = state.withLock { $0.parser.isIdle }
      let patience = isIdle ? limits.idle : left(of: &deadline)
      do {
        guard let bytes = try await stream.read(upTo: RequestReader.headRoom, within: patience)
        else {
          if isIdle { return nil }
          throw HTTPRefusal.endedEarly
        }
        feed(bytes)
      } catch SocketError.timedOut {
        if isIdle { return nil }
        throw HTTPRefusal.slowHead
      }
    }
  }

  private func left(of deadline: inout ContinuousClock.Instant?) -> Duration {
    let now = ContinuousClock.now
    let end = deadline ?? now.advanced(by: limits.head)
    deadline = end
    return now.duration(to: end)
  }

  /// The body that belongs to `head`: as bytes where all have come with it.
  func body(of head: HTTPRequestHead) throws(HTTPRefusal) -> HTTPBody {
    let pending = state.withLock { state in
      (state.isAtEnd, state.owesContinue) = (false, head.expectsContinue)
      state.pace = BodyPace()
      return state.parser.pending
    }
    return try head.framing.body(pending: pending, part: takePart) { length in
      HTTPBodyStream(length: length) { try await self.nextPart() }
    }
  }

  private func nextPart() async throws -> ArraySlice<UInt8>? {
    while true {
      if let part = try takePart() { return part }
      if isAtEnd { return nil }
      try await sendContinue()
      try await readMore()
    }
  }

  /// A part that has come; nil where none is left, at the end or for now.
  private func takePart() throws(HTTPRefusal) -> ArraySlice<UInt8>? {
    guard !isAtEnd else { return nil }
    switch try next() {
    case .body(let bytes): return bytes
    case .end:
      state.withLock { ($0.isAtEnd, $0.owesContinue) = (true, false) }
      return nil
    case .head, nil: return nil
    }
  }

  private func readMore() async throws {
    let patience = state.withLock { $0.pace.patience(limits) }
    let start = ContinuousClock.now
    do {
      guard patience > .zero else { throw SocketError.timedOut }
      guard let bytes = try await stream.read(upTo: RequestReader.bodyRoom, within: patience)
      else { throw HTTPRefusal.endedEarly }
      state.withLock { $0.pace.note(bytes.count, in: start.duration(to: .now)) }
      feed(bytes)
    } catch SocketError.timedOut {
      state.withLock { $0.refusal = .slowBody }
      throw HTTPRefusal.slowBody
    }
  }

  /// Tells a client that waits for it to send the body.
  func sendContinue() async throws {
    let owes = state.withLock { state in
      defer { state.owesContinue = false }
      return state.owesContinue
    }
    guard owes else { return }
    try await stream.write(
      Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)[...],
      within: limits.progress
    )
  }

  /// Reads past what the handler left of the body; false where that is more than it is worth.
  func skipBody() async throws -> Bool {
    var left = 1 << 20
    while left > 0 {
      guard let part = try await nextPart() else { return true }
      left -= part.count
    }
    return false
  }

  private func feed(_ bytes: [UInt8]) { state.withLock { $0.parser.feed(bytes) } }

  private func next() throws(HTTPRefusal) -> HTTPRequestParser.Part? {
    do {
      return try state.withLock { state throws(HTTPRefusal) in try state.parser.next() }
    } catch {
      state.withLock { $0.refusal = error }
      throw error
    }
  }
}
