package import Recordings

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The time of day, for what is dated; durations are measured by another clock.
package enum WallClock {
  /// Milliseconds since 1970.
  package static var milliseconds: Int { Int(Date().timeIntervalSince1970 * 1000) }

  /// Seconds since 1970.
  package static var seconds: Int { milliseconds / 1000 }
}

extension UTCTime {
  package static var now: UTCTime { UTCTime(milliseconds: WallClock.milliseconds) }
}
