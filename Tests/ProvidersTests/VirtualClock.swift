import HTTPMessages
import Synchronization

/// Time that only waiting moves: short pauses pass at once, and wake longer ones that they go past.
final class VirtualClock: Waiting {
  private struct State {
    var now = ContinuousClock.now
    var sleepers:
      [Int: (deadline: ContinuousClock.Instant, wake: CheckedContinuation<Void, Never>)] =
        [:]
    var next = 0
    var cancelled: Set<Int> = []
  }

  private let state = Mutex(State())
  private let longestPause: Duration

  init(longestPause: Duration = .seconds(30)) { self.longestPause = longestPause }

  var now: ContinuousClock.Instant { state.withLock { $0.now } }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    if now.advanced(by: longestPause) >= deadline {
      turn(to: deadline)
      await Task.yield()
    } else {
      await sleep(until: deadline)
    }
    try Task.checkCancellation()
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

  private func sleep(until deadline: ContinuousClock.Instant) async {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { wake in
        let isOver = state.withLock { state in
          if state.cancelled.contains(number) || state.now >= deadline { return true }
          state.sleepers[number] = (deadline, wake)
          return false
        }
        if isOver { wake.resume() }
      }
    } onCancel: {
      let wake = state.withLock { state in
        state.cancelled.insert(number)
        return state.sleepers.removeValue(forKey: number)?.wake
      }
      wake?.resume()
    }
  }
}
