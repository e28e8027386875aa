import HTTPMessages

/// Time as it is, or so many times as fast.
package struct RealClock: Waiting {
  private let speed: Double
  private let beginning = ContinuousClock.now

  package init(speed: Double = 1) { self.speed = speed }

  package var now: ContinuousClock.Instant {
    beginning.advanced(by: beginning.duration(to: .now) * speed)
  }

  package func wait(until deadline: ContinuousClock.Instant) async throws {
    try await Task.sleep(for: now.duration(to: deadline) / speed)
  }
}
