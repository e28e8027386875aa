import HTTPMessages
import Synchronization

/// A clock that moves on by a millisecond whenever it is read.
final class TickingClock: Waiting {
  private let instant = Mutex(ContinuousClock.now)

  var now: ContinuousClock.Instant {
    instant.withLock { instant in
      instant = instant.advanced(by: .milliseconds(1))
      return instant
    }
  }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    instant.withLock { $0 = max($0, deadline) }
  }
}

/// Values handed out one by one.
final class Parts: Sendable {
  private let rest: Mutex<[[UInt8]]>

  init(_ parts: [[UInt8]]) { rest = Mutex(parts) }

  func next() -> [UInt8]? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
