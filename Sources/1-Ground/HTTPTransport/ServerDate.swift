import HTTPMessages
import Sockets
import Synchronization

/// The Date of a server's answers, written once a second.
final class ServerDate: Sendable {
  private struct Written: Sendable {
    var seconds = -1
    var text = ""
  }

  private let written = Mutex(Written())

  /// The present one.
  var text: String {
    let now = EventLoops.unixTime
    return written.withLock { written in
      if written.seconds != now { written = Written(seconds: now, text: HTTPDate.text(now)) }
      return written.text
    }
  }
}
