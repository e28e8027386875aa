import HTTPMessages
import Sockets
import Synchronization

/// A request on its way out while its answer may already come in.
///
/// It is a task of its own since it may outlast the call that started it: an answer can begin, and
/// be handed on, before the request has ended.
final class Upload: Sendable {
  private enum State: Sendable {
    case underWay
    case done
    /// The body itself could not be read.
    case failed(any Error)
    /// The other side takes no more; its answer may say why.
    case cut
  }

  private final class Progress: Sendable {
    let state = Mutex(State.underWay)
  }

  private let progress: Progress
  private let task: Task<Void, Never>

  init(
    _ head: [UInt8],
    _ body: HTTPBody,
    framing: HTTPFraming,
    on connection: ClientConnection,
    within patience: Duration
  ) {
    let progress = Progress()
    let stream = connection.stream
    self.progress = progress
    task = Task(executorPreference: connection.loop) {
      let end = await Upload.send(head, body, framing: framing, to: stream, within: patience)
      progress.state.withLock { $0 = end }
      if case .failed = end { stream.reset() }
    }
  }

  var isDone: Bool { progress.state.withLock { if case .done = $0 { true } else { false } } }

  var isUnderWay: Bool {
    progress.state.withLock { if case .underWay = $0 { true } else { false } }
  }

  var failure: (any Error)? {
    progress.state.withLock { if case .failed(let error) = $0 { error } else { nil } }
  }

  func cancel() { task.cancel() }

  private static func send(
    _ head: [UInt8],
    _ body: HTTPBody,
    framing: HTTPFraming,
    to stream: any ByteStream,
    within patience: Duration
  ) async -> State {
    var source = Source(body)
    do {
      try await stream.write(head[...], within: patience)
      var left = if case .length(let length) = framing { length } else { Int.max }
      while true {
        let part: ArraySlice<UInt8>?
        do { part = try await source.next() } catch { return .failed(error) }
        guard let part else { break }
        left -= part.count
        guard left >= 0 else { return .failed(HTTPBodyLengthMismatch()) }
        let bytes = framing == .chunked ? HTTPSerializer.chunk(part)[...] : part
        try await stream.write(bytes, within: patience)
      }
      if framing == .chunked {
        try await stream.write(HTTPSerializer.lastChunk()[...], within: patience)
      } else if case .length = framing, left > 0 {
        return .failed(HTTPBodyLengthMismatch())
      }
      return .done
    } catch {
      return .cut
    }
  }

  /// A body's parts, whichever way it is there.
  private struct Source {
    private var bytes: [UInt8]?
    private let stream: HTTPBodyStream?

    init(_ body: HTTPBody) {
      switch body {
      case .bytes(let all): (bytes, stream) = (all, nil)
      case .stream(let parts): (bytes, stream) = (nil, parts)
      }
    }

    mutating func next() async throws -> ArraySlice<UInt8>? {
      if let stream { return try await stream.next() }
      defer { bytes = nil }
      return bytes.map { $0[...] }
    }
  }
}

/// A request's body isn't as long as its Content-Length says.
struct HTTPBodyLengthMismatch: Error, CustomStringConvertible {
  var description: String { "the request's body isn't as long as its Content-Length says" }
}
