import Synchronization

/// A few threads that ask a resolver which blocks, as long as there is anything to ask.
///
/// A question whose asker has left is taken out of the line, so that however many leave, no more
/// threads than these ever wait for a name server that is silent.
package final class ResolverThreads: Sendable {
  private struct State: Sendable {
    var line: [Lookup] = []
    var running = 0
  }

  private let limit: Int
  private let resolve: @Sendable (String) -> [IPAddress]
  private let state = Mutex(State())

  package init(limit: Int = 16, _ resolve: @escaping @Sendable (String) -> [IPAddress]) {
    self.limit = limit
    self.resolve = resolve
  }

  /// How many threads there are.
  package var running: Int { state.withLock { $0.running } }

  /// Throws `SocketError.timedOut` at the deadline, of which the loop tells.
  package func answer(
    to host: String,
    on loop: EventLoop? = nil,
    until deadline: ContinuousClock.Instant? = nil
  ) async throws -> [IPAddress] {
    let lookup = Lookup(host)
    defer { if deadline != nil { loop?.noteTimerOver() } }
    return try await withTaskCancellationHandler {
      try await unsafe withUnsafeThrowingContinuation { continuation in
        guard unsafe lookup.start(continuation) else { return }
        if let loop, let deadline { loop.schedule(lookup, at: deadline) }
        ask(lookup)
      }
    } onCancel: {
      lookup.finish(.failure(CancellationError()))
    }
  }

  private func ask(_ lookup: Lookup) {
    let needsThread = state.withLock { state in
      state.line.removeAll { $0.isOver }
      state.line.append(lookup)
      guard state.running < limit else { return false }
      state.running += 1
      return true
    }
    guard needsThread else { return }
    do throws(SocketError) {
      try System.startThread { self.run() }
    } catch {
      let isAlone = state.withLock { state in
        state.running -= 1
        return state.running == 0
      }
      // Another thread will come to it; where there is none, nobody will.
      if isAlone { lookup.finish(.failure(error)) }
    }
  }

  private func run() {
    while let lookup = next() {
      let found = resolve(lookup.host)
      lookup.finish(
        found.isEmpty ? .failure(SocketError.unknownHost(lookup.host)) : .success(found)
      )
    }
  }

  /// The next question that is still waited for; nil ends the thread.
  private func next() -> Lookup? {
    state.withLock { state in
      while !state.line.isEmpty {
        let lookup = state.line.removeFirst()
        if !lookup.isOver { return lookup }
      }
      state.running -= 1
      return nil
    }
  }
}

/// One question to the resolver; the first that finishes it wins.
private final class Lookup: Timed {
  typealias Continuation = UnsafeContinuation<[IPAddress], any Error>

  @safe
  private struct State: Sendable {
    var waiter: Continuation?
    var isOver = false
  }

  let host: String
  private let state = Mutex(State())

  init(_ host: String) { self.host = host }

  var isOver: Bool { state.withLock { $0.isOver } }

  func start(_ continuation: Continuation) -> Bool {
    let starts = state.withLock { state in
      guard !state.isOver, !Task.isCancelled else { return false }
      unsafe state.waiter = continuation
      return true
    }
    if !starts { unsafe continuation.resume(throwing: CancellationError()) }
    return starts
  }

  func finish(_ result: Result<[IPAddress], any Error>) {
    let waiter = unsafe state.withLock { state in
      defer { unsafe (state.waiter, state.isOver) = (nil, true) }
      return unsafe state.waiter
    }
    unsafe waiter?.resume(with: result)
  }

  func ring(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    finish(.failure(SocketError.timedOut))
    return nil
  }
}
