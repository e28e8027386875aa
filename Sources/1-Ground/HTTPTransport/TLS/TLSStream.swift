package import Sockets
import Synchronization

/// A byte stream inside another one, sealed by TLS.
///
/// Only the writing side puts anything on the wire: what a read makes the session want to say, such
/// as a key update's answer, goes out with the next write, so that records never mix.
final class TLSStream: ByteStream {
  /// More than one record with its wrapping.
  private static let room = 32 << 10
  /// How much is sealed at a time.
  private static let piece = 128 << 10

  private let wire: any ByteStream
  private let session: Mutex<TLSSession>

  private init(_ session: consuming sending TLSSession, over wire: any ByteStream) {
    self.wire = wire
    self.session = Mutex(session)
  }

  /// A stream to `host` once both sides have agreed and the host is proven.
  static func connected(
    over wire: any ByteStream,
    to host: String,
    context: TLSContext,
    within patience: Duration
  ) async throws -> TLSStream {
    let stream = TLSStream(try TLSSession(client: context, host: host), over: wire)
    try await stream.handshake(within: patience)
    return stream
  }

  /// A stream from a client.
  static func accepted(
    over wire: any ByteStream,
    _ context: TLSContext,
    within patience: Duration
  ) async throws -> TLSStream {
    let stream = TLSStream(try TLSSession(server: context), over: wire)
    try await stream.handshake(within: patience)
    return stream
  }

  private func handshake(within patience: Duration) async throws {
    let deadline = ContinuousClock.now.advanced(by: patience)
    while true {
      let step = session.withLock { session in
        let step = Result { () throws(TLSError) in try session.handshake() }
        return (isDone: step, flight: session.takeOutgoing())
      }
      let left = ContinuousClock.now.duration(to: deadline)
      if !step.flight.isEmpty {
        do {
          try await wire.write(step.flight[...], within: left)
        } catch {
          // The session's own reason says more than the broken wire.
          _ = try step.isDone.get()
          throw error
        }
      }
      if try step.isDone.get() { return }
      try await receive(within: left)
    }
  }

  func read(upTo limit: Int, within patience: Duration?) async throws -> [UInt8]? {
    while true {
      let found = try session.withLock { session throws(TLSError) in try session.read(limit: limit)
      }
      switch found {
      case .bytes(let bytes): return bytes
      case .closed: return nil
      case .needsInput: try await receive(within: patience)
      }
    }
  }

  private func receive(within patience: Duration?) async throws {
    let bytes = try await wire.read(upTo: TLSStream.room, within: patience)
    session.withLock { session in
      if let bytes { session.feed(bytes[...]) } else { session.feedEnd() }
    }
  }

  func write(_ bytes: ArraySlice<UInt8>, within patience: Duration?) async throws {
    var rest = bytes
    while !rest.isEmpty {
      let piece = rest.prefix(TLSStream.piece)
      let sealed = try session.withLock { session throws(TLSError) in
        try session.write(piece)
        return session.takeOutgoing()
      }
      try await wire.write(sealed[...], within: patience)
      rest = rest.dropFirst(piece.count)
    }
  }

  func finishWriting() async {
    try? await wire.write(notice()[...], within: .seconds(1))
    await wire.finishWriting()
  }

  func close() {
    wire.offer(notice())
    wire.close()
  }

  func offer(_ bytes: [UInt8]) {
    let sealed = session.withLock { session in
      try? session.write(bytes[...])
      return session.takeOutgoing()
    }
    wire.offer(sealed)
  }

  /// The bytes that tell the other side that nothing is missing; empty once that was said.
  private func notice() -> [UInt8] {
    session.withLock { session in
      session.close()
      return session.takeOutgoing()
    }
  }

  func reset() { wire.reset() }

  var isQuiet: Bool { session.withLock { !$0.hasUnread } && wire.isQuiet }
}

extension TLSContext: StreamSecurity {
  package func secure(
    _ stream: any ByteStream,
    host: String,
    within patience: Duration
  ) async throws -> any ByteStream {
    isServer
      ? try await TLSStream.accepted(over: stream, self, within: patience)
      : try await TLSStream.connected(over: stream, to: host, context: self, within: patience)
  }
}

/// The trust of clients unless told otherwise: the system's authorities, read when first needed.
package struct SystemTrust: StreamSecurity {
  private static let context = Result { () throws(TLSError) in try TLSContext.client() }

  package init() {}

  package func secure(
    _ stream: any ByteStream,
    host: String,
    within patience: Duration
  ) async throws -> any ByteStream {
    try await SystemTrust.context.get().secure(stream, host: host, within: patience)
  }
}
