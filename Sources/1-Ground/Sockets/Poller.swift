/// The event that a descriptor is waited for.
enum Interest: Sendable {
  case read
  case write
  /// That the other side writes no more, whether or not all that it wrote was read.
  case end
}

/// The state of a descriptor, as the system tells it.
struct Readiness: Sendable {
  var reads = false
  var writes = false
  /// The other side writes no more.
  var ended = false
  /// Nothing moves any more, in either direction.
  var broke = false
}

/// The system's way to wait for many descriptors at once.
protocol Poller: Sendable {
  func add(_ descriptor: Int32, token: UInt64) throws(SocketError)
  func remove(_ descriptor: Int32, token: UInt64)

  /// Says that someone waits; whether the thread that waits must be woken for it.
  func expect(_ interest: Interest, token: UInt64) -> Bool

  /// Waits at most so long, for ever if negative, and tells what is ready.
  func wait(milliseconds: Int32, _ tell: (UInt64, Readiness) -> Void)

  /// Ends the wait from any thread.
  func wake()
}

/// Which of the system's ways a loop takes.
package enum PollerKind: Sendable, CaseIterable {
  #if os(Linux)
  case epoll
  #endif
  case poll

  func makePoller() throws(SocketError) -> any Poller {
    switch self {
    #if os(Linux)
    case .epoll: try EpollPoller()
    #endif
    case .poll: try PollPoller()
    }
  }
}
