import HTTPMessages
package import Sockets

/// Real time, on the timers of the loop that runs the caller.
package struct LoopWaiting: Waiting {
  private let loops: EventLoops

  package init(on loops: EventLoops = .standard) { self.loops = loops }

  package var now: ContinuousClock.Instant { .now }

  package func wait(until deadline: ContinuousClock.Instant) async throws {
    try await loops.current.sleep(until: deadline)
  }
}
