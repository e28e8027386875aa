package import HTTPMessages

extension Environment {
  /// Time as the clock has it, at a moment of the calendar that never changes.
  package static func fixed(
    _ clock: any Waiting,
    network: (any HTTPHandler)? = nil,
    downloads: (any HTTPHandler)? = nil
  ) -> Environment {
    Environment(
      clock: clock,
      unixTime: { 1_700_000_000 },
      network: network,
      downloads: downloads
    )
  }
}
