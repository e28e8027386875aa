import HTTPMessages
import Synchronization

/// Time that only the test moves.
final class HandClock: Waiting {
  private struct State {
    var now = ContinuousClock.now
    var sleepers:
      [Int: (deadline: ContinuousClock.Instant, wake: CheckedContinuation<Void, any Error>)] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  var now: ContinuousClock.Instant { state.withLock { $0.now } }

  /// How many wait.
  var sleeping: Int { state.withLock { $0.sleepers.count } }

  func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for number in due.keys { state.sleepers[number] = nil }
      return due.values.map(\.wake)
    }
    for wake in due { wake.resume() }
  }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wake in
        let isCancelled = Task.isCancelled
        let isOver = state.withLock { state in
          if isCancelled || state.now >= deadline { return true }
          state.sleepers[number] = (deadline, wake)
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
func settle(until holds: () -> Bool) async {
  for _ in 0..<100_000 where !holds() { await Task.yield() }
}
