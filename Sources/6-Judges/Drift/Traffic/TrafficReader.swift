import Catalog
package import Recordings

/// Draws portraits from recorded traffic: which endpoint an exchange belongs to, and what it answers.
package struct TrafficReader: Sendable {
  private let index: TrafficIndex

  package init(_ subjects: [Subject]) { index = TrafficIndex(subjects) }

  /// What one recording shows.
  package struct Sight: Sendable {
    /// The portrait of each endpoint.
    package var portraits: [String: Portrait] = [:]
    /// The orders of each endpoint.
    var orders: [String: [WorkSample]] = [:]
    /// Exchanges that belong to no endpoint that is known, by what they ask.
    package var strays: [String: Int] = [:]
  }

  package func sight(of recording: Recording) -> Sight {
    var reading = TrafficReading(index: index, beginning: TrafficReader.beginning(of: recording))
    for entry in recording.entries { reading.read(entry) }
    return reading.sight
  }

  /// When it was recorded, in milliseconds since 1970; nil where no clock of a provider's was looked at.
  private static func beginning(of recording: Recording) -> Int? {
    switch recording.metadata.origin {
    case .simulated, .documented: nil
    case .live, .foreign:
      recording.metadata.recordedAt.flatMap { UTCTime($0) }?.milliseconds
    }
  }
}
