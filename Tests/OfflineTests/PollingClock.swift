import HTTPMessages
import Synchronization

/// A clock on which each pause between polls takes 25 seconds, and nothing else takes any.
final class PollingClock: Waiting {
  private let passed = Mutex(Duration.zero)
  private let start = ContinuousClock.now

  var now: ContinuousClock.Instant { start.advanced(by: passed.withLock { $0 }) }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    if now.duration(to: deadline) < .seconds(1) {
      passed.withLock { $0 += .seconds(25) }
      await Task.yield()
    }
    while now < deadline { try await Task.sleep(for: .milliseconds(1)) }
  }
}
