package import HTTPMessages
import Sockets

extension Environment {
  /// Time as it passes, and no network.
  package static var offline: Environment {
    Environment(clock: LoopWaiting(), unixTime: { EventLoops.unixTime })
  }

  /// Time as it passes, and every address.
  package static var online: Environment {
    var environment = Environment.offline
    environment.network = HTTPClient(reaching: .anyAddress)
    return environment
  }
}
