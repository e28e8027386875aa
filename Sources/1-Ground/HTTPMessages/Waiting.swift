/// Time, handed in: the loop's timers where it is real, a hand-turned clock in tests.
package protocol Waiting: Sendable {
  /// Monotonic.
  var now: ContinuousClock.Instant { get }

  /// Returns at `deadline`, or throws `CancellationError` as soon as the task is cancelled.
  func wait(until deadline: ContinuousClock.Instant) async throws
}

extension Waiting {
  package func wait(for duration: Duration) async throws {
    try await wait(until: now.advanced(by: duration))
  }
}
