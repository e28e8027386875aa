/// The world outside as a gateway or a stub is given it: time, and what reaches others.
package struct Environment: Sendable {
  package var clock: any Waiting
  /// Seconds since 1970.
  package var unixTime: @Sendable () -> Int
  /// Reaches the servers that the user named; nil reaches none.
  package var network: (any HTTPHandler)?
  /// Fetches what answers and clients name by URL, so it must lead only where strangers may lead it.
  package var downloads: (any HTTPHandler)?

  package init(
    clock: any Waiting,
    unixTime: @escaping @Sendable () -> Int,
    network: (any HTTPHandler)? = nil,
    downloads: (any HTTPHandler)? = nil
  ) {
    self.clock = clock
    self.unixTime = unixTime
    self.network = network
    self.downloads = downloads
  }
}
