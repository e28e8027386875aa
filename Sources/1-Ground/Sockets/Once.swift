import Synchronization

/// A value that comes once, and that tasks wait for.
package final class Once<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var waiters: [Int: CheckedContinuation<Value?, Never>] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// Nil until it has come.
  package var value: Value? { state.withLock { $0.value } }

  /// Wakes all that wait; a second value is ignored.
  package func note(_ value: Value) {
    let waiters = state.withLock { state -> [CheckedContinuation<Value?, Never>] in
      guard state.value == nil else { return [] }
      state.value = value
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: value) }
  }

  /// The value, or nil where the task is cancelled before it comes.
  package func wait() async -> Value? {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (isOver, value) = state.withLock { state -> (Bool, Value?) in
          if let value = state.value { return (true, value) }
          if Task.isCancelled { return (true, nil) }
          state.waiters[number] = continuation
          return (false, nil)
        }
        if isOver { continuation.resume(returning: value) }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: nil)
    }
  }
}
