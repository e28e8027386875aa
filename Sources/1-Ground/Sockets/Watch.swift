import Synchronization

/// A descriptor under a loop's watch, and who waits for it: at most one reader, one writer, and one
/// for its end.
final class Watch: Timed {
  @safe
  fileprivate struct Side: Sendable {
    /// Ready since it was last asked.
    var isReady = false
    /// Ready for ever: the end has come.
    var isOver = false
    var waiter: UnsafeContinuation<Void, any Error>?
    var deadline: ContinuousClock.Instant?

    mutating func take() -> UnsafeContinuation<Void, any Error>? {
      defer { unsafe (waiter, deadline) = (nil, nil) }
      return unsafe waiter
    }
  }

  fileprivate struct State: Sendable {
    var reading = Side()
    var writing = Side()
    var ending = Side()
    var isClosed = false
    /// When the loop's clock calls at the latest; nil while it doesn't know of this watch.
    var timer: ContinuousClock.Instant?

    subscript(interest: Interest) -> Side {
      get {
        switch interest {
        case .read: reading
        case .write: writing
        case .end: ending
        }
      }
      set {
        switch interest {
        case .read: reading = newValue
        case .write: writing = newValue
        case .end: ending = newValue
        }
      }
    }
  }

  private enum Outcome {
    case ready
    case failed(any Error)
    case waiting(timer: ContinuousClock.Instant?)
  }

  let token: UInt64
  private let loop: EventLoop
  private let state = Mutex(State())

  init(on loop: EventLoop, token: UInt64) {
    self.loop = loop
    self.token = token
  }

  /// Returns once something may move; at once if it may have moved since the last wait.
  func wait(for interest: Interest, within patience: Duration?) async throws {
    if state.withLock({ $0.takeReady(interest) }) { return }
    let deadline = patience.map { ContinuousClock.now.advanced(by: $0) }
    try await withTaskCancellationHandler {
      try await unsafe withUnsafeThrowingContinuation { continuation in
        unsafe suspend(continuation, for: interest, until: deadline)
      }
    } onCancel: {
      resume(interest, throwing: CancellationError())
    }
  }

  private func suspend(
    _ continuation: UnsafeContinuation<Void, any Error>,
    for interest: Interest,
    until deadline: ContinuousClock.Instant?
  ) {
    let outcome = state.withLock { state -> Outcome in
      if state.takeReady(interest) { return .ready }
      if state.isClosed { return .failed(SocketError.closed) }
      // Asked under the lock, so that a cancellation is either seen here or finds the waiter.
      if Task.isCancelled { return .failed(CancellationError()) }
      unsafe state[interest].waiter = continuation
      state[interest].deadline = deadline
      return .waiting(timer: state.newTimer(for: deadline))
    }
    switch outcome {
    case .ready: unsafe continuation.resume()
    case .failed(let error): unsafe continuation.resume(throwing: error)
    case .waiting(let timer):
      if let timer { loop.schedule(self, at: timer) }
      loop.expect(interest, token: token)
    }
  }

  /// The last call left something behind: the next one needn't wait.
  func markReady(_ interest: Interest) { state.withLock { $0[interest].isReady = true } }

  func signal(_ readiness: Readiness) {
    let hasEnded = readiness.ended || readiness.broke
    let (reader, writer, mourner) = unsafe state.withLock { state in
      if hasEnded { (state.reading.isOver, state.ending.isOver) = (true, true) }
      if readiness.broke { state.writing.isOver = true }
      return unsafe (
        state.wake(.read, if: readiness.reads || readiness.broke),
        state.wake(.write, if: readiness.writes || readiness.broke),
        state.wake(.end, if: hasEnded)
      )
    }
    unsafe reader?.resume()
    unsafe writer?.resume()
    unsafe mourner?.resume()
  }

  /// Ends all waits, now and later.
  func close() {
    let hadTimer = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed && state.timer != nil
    }
    resume(.read, throwing: SocketError.closed)
    resume(.write, throwing: SocketError.closed)
    resume(.end, throwing: SocketError.closed)
    if hadTimer { loop.noteTimerOver() }
  }

  private func resume(_ interest: Interest, throwing error: any Error) {
    let waiter = unsafe state.withLock { unsafe $0[interest].take() }
    unsafe waiter?.resume(throwing: error)
  }

  var isOver: Bool { state.withLock { $0.isClosed } }

  /// Whether nothing moves any more in either direction.
  var isBroken: Bool { state.withLock { $0.writing.isOver } }

  func ring(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    let (reader, writer, again) = unsafe state.withLock { state in
      let reader = unsafe state.takeLate(.read, at: now)
      let writer = unsafe state.takeLate(.write, at: now)
      // One entry in the heap serves all waits: it follows the deadline that is next.
      let deadlines = [state.reading.deadline, state.writing.deadline].compactMap(\.self)
      state.timer = state.isClosed ? nil : deadlines.min()
      return unsafe (reader, writer, state.timer)
    }
    unsafe reader?.resume(throwing: SocketError.timedOut)
    unsafe writer?.resume(throwing: SocketError.timedOut)
    return again
  }
}

extension Watch.State {
  fileprivate mutating func takeReady(_ interest: Interest) -> Bool {
    let isReady = self[interest].isReady || self[interest].isOver
    self[interest].isReady = false
    return isReady && !isClosed
  }

  fileprivate mutating func wake(
    _ interest: Interest,
    if isReady: Bool
  ) -> UnsafeContinuation<Void, any Error>? {
    guard isReady else { return nil }
    if let waiter = unsafe self[interest].take() { return unsafe waiter }
    self[interest].isReady = true
    return nil
  }

  fileprivate mutating func takeLate(
    _ interest: Interest,
    at now: ContinuousClock.Instant
  ) -> UnsafeContinuation<Void, any Error>? {
    guard let deadline = self[interest].deadline, deadline <= now else { return nil }
    return unsafe self[interest].take()
  }

  /// The deadline, where the clock would otherwise call too late or never.
  fileprivate mutating func newTimer(
    for deadline: ContinuousClock.Instant?
  ) -> ContinuousClock.Instant? {
    guard let deadline else { return nil }
    if let timer, timer <= deadline { return nil }
    timer = deadline
    return deadline
  }
}
