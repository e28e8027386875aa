import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The loops of the process, one a core; they start with their first use and stay.
package final class EventLoops: Sendable {
  #if os(Linux)
  package static let standard = EventLoops(.epoll)
  #else
  package static let standard = EventLoops(.poll)
  #endif

  private let loops: [EventLoop]
  private let turn = Atomic<Int>(0)

  /// For tests of a way to wait that isn't the platform's own; threads that start never end.
  package init(_ kind: PollerKind, count: Int = EventLoops.coreCount) {
    System.raiseDescriptorLimit()
    loops = (0..<count).map { _ in
      do {
        return try EventLoop(kind)
      } catch {
        fatalError("no event loop can be made: \(error)")
      }
    }
  }

  package static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// How many connections leave enough of the files that the program may open for all else.
  ///
  /// A runtime that finds no descriptor for its own needs ends the program.
  package static func connectionRoom(ofFiles limit: Int? = nil) -> Int {
    let limit = limit ?? System.descriptorLimit
    return max(1, limit / 2, limit - 256)
  }

  /// Seconds since 1970, for what is dated; durations are measured by another clock.
  package static var unixTime: Int { time(nil) }

  /// The loop that runs the caller; else each in turn.
  package var current: EventLoop {
    if let current = loops.first(where: \.isCurrent) { return current }
    return loops[Int(turn.wrappingAdd(1, ordering: .relaxed).newValue.magnitude) % loops.count]
  }

  /// The loop with the fewest descriptors.
  package var leastBusy: EventLoop {
    loops.min { $0.load < $1.load } ?? loops[0]
  }
}
