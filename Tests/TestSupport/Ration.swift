import Foundation
import Synchronization
package import Testing

/// A ration of what tests would fight for if all of them ran at once.
package struct Ration: TestTrait, SuiteTrait, TestScoping {
  private let gate: Gate

  package var isRecursive: Bool { true }

  package func scopeProvider(for test: Test, testCase: Test.Case?) -> Ration? {
    testCase == nil ? nil : self
  }

  package func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    await gate.enter()
    defer { gate.leave() }
    try await function()
  }

  private init(_ gate: Gate) { self.gate = gate }

  fileprivate static let cores = Ration(Gate(width: ProcessInfo.processInfo.activeProcessorCount))
  fileprivate static let single = Ration(Gate(width: 1))
}

extension Trait where Self == Ration {
  /// For tests that keep a core busy: as many at a time as there are cores, so that no light one waits behind them.
  package static var heavy: Ration { .cores }

  /// For tests of real sockets, children and timers: one at a time, whichever suite it is in.
  package static var inRealTime: Ration { .single }
}

/// A gate that lets so many in at a time, and the others in the order in which they came.
private final class Gate: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  init(width: Int) { state = Mutex(State(free: max(1, width))) }

  func enter() async {
    await withCheckedContinuation { continuation in
      let enters = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if enters { continuation.resume() }
    }
  }

  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free += 1
      return nil
    }
    next?.resume()
  }
}
