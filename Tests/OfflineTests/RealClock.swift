import HTTPMessages

/// Time as it is: the stubs' pauses here are of milliseconds.
struct RealClock: Waiting {
  var now: ContinuousClock.Instant { ContinuousClock.now }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    try await Task.sleep(until: deadline, clock: .continuous)
  }
}
