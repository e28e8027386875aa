import Recordings
import Terminal

extension Invocation {
  /// The day of the call in UTC, as `2026-12-31`.
  var today: String {
    String(UTCTime(milliseconds: console.unixTime() * 1000).description.prefix(10))
  }
}
