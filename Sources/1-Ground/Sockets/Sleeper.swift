import Synchronization

/// A task that waits for nothing but time.
final class Sleeper: Timed {
  @safe
  private struct State: Sendable {
    var waiter: UnsafeContinuation<Void, any Error>?
    var isOver = false

    mutating func finish() -> UnsafeContinuation<Void, any Error>? {
      defer { unsafe (waiter, isOver) = (nil, true) }
      return unsafe waiter
    }
  }

  private let state = Mutex(State())

  var isOver: Bool { state.withLock { $0.isOver } }

  func ring(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    unsafe state.withLock { unsafe $0.finish() }?.resume()
    return nil
  }

  /// Whether it was still waiting.
  fileprivate func cancel() -> Bool {
    guard let waiter = unsafe state.withLock({ unsafe $0.finish() }) else { return false }
    unsafe waiter.resume(throwing: CancellationError())
    return true
  }

  fileprivate func start(_ continuation: UnsafeContinuation<Void, any Error>) -> Bool {
    let starts = state.withLock { state in
      guard !state.isOver, !Task.isCancelled else { return false }
      unsafe state.waiter = continuation
      return true
    }
    if !starts { unsafe continuation.resume(throwing: CancellationError()) }
    return starts
  }
}

extension EventLoop {
  /// Returns at `deadline`, or throws `CancellationError` as soon as the task is cancelled.
  package func sleep(until deadline: ContinuousClock.Instant) async throws {
    let sleeper = Sleeper()
    try await withTaskCancellationHandler {
      try await unsafe withUnsafeThrowingContinuation { continuation in
        if unsafe sleeper.start(continuation) { schedule(sleeper, at: deadline) }
      }
    } onCancel: {
      if sleeper.cancel() { noteTimerOver() }
    }
  }
}
