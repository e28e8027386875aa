import HTTPMessages
import Synchronization

/// Time that stands still but for what a test makes of it: pauses that pass at once, or its own hand.
///
/// A pause that is longer than what passes lasts until time has gone past it, or until it is cancelled.
package final class TestClock: Waiting {
  private struct Sleeper {
    var deadline: ContinuousClock.Instant
    var wake: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = ContinuousClock.now
    var waited: [Duration] = []
    var sleepers: [Int: Sleeper] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let longestPassing: Duration
  private let step: Duration
  private let tick: Duration

  /// A clock on which pauses of up to `longest` pass at once, each moving time by `step` at least, as
  /// does each look at it by `tick`.
  package init(
    passing longest: Duration = .seconds(1 << 40),
    step: Duration = .zero,
    tick: Duration = .zero
  ) {
    longestPassing = longest
    self.step = step
    self.tick = tick
  }

  /// A clock that nothing but `advance` moves.
  package static func byHand() -> TestClock { TestClock(passing: .seconds(-1)) }

  package var now: ContinuousClock.Instant {
    state.withLock { state in
      state.now = state.now.advanced(by: tick)
      return state.now
    }
  }

  /// Everything that was waited for, in order.
  package var waited: [Duration] { state.withLock { $0.waited } }

  /// How many wait.
  package var sleeping: Int { state.withLock { $0.sleepers.count } }

  package func advance(by duration: Duration) {
    turn(to: state.withLock { $0.now.advanced(by: duration) })
  }

  package func wait(until deadline: ContinuousClock.Instant) async throws {
    let pause = state.withLock { state in
      let pause = state.now.duration(to: deadline)
      state.waited.append(pause)
      return pause
    }
    if pause <= longestPassing {
      let stepped = state.withLock { $0.now.advanced(by: step) }
      turn(to: max(deadline, stepped))
      await Task.yield()
      try Task.checkCancellation()
    } else {
      try await sleep(until: deadline)
    }
  }

  private func turn(to instant: ContinuousClock.Instant) {
    let due = state.withLock { state in
      state.now = max(state.now, instant)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for number in due.keys { state.sleepers[number] = nil }
      return due.values.map(\.wake)
    }
    for wake in due { wake.resume() }
  }

  private func sleep(until deadline: ContinuousClock.Instant) async throws {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let isCancelled = Task.isCancelled
        let isOver = state.withLock { state in
          if isCancelled || state.now >= deadline { return true }
          state.sleepers[number] = Sleeper(deadline: deadline, wake: wake)
          return false
        }
        if isOver { isCancelled ? wake.resume(throwing: CancellationError()) : wake.resume() }
      }
    } onCancel: {
      let wake = state.withLock { $0.sleepers.removeValue(forKey: number)?.wake }
      wake?.resume(throwing: CancellationError())
    }
  }
}

/// Lets other tasks go on until something holds; gives up after many turns.
package func settle(until holds: () -> Bool) async {
  for _ in 0..<100_000 where !holds() { await Task.yield() }
}
