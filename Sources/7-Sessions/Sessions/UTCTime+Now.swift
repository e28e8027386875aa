package import Recordings

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension UTCTime {
  /// The time of day, for what is dated; durations are measured by another clock.
  package static var now: UTCTime {
    UTCTime(milliseconds: Int(Date().timeIntervalSince1970 * 1000))
  }
}
