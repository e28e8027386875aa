import Bytes
package import CanonicalJSON

/// One line of a list of recordings.
package struct RecordingSummary: Sendable, Equatable {
  package var name: String
  package var metadata: RecordingMetadata
  package var entries: Int

  package init(name: String, recording: Recording) {
    self.name = name
    metadata = recording.metadata
    entries = recording.entries.count
  }

  /// How long ago it was recorded, by the date inside the file; nil where it has none.
  package func age(now: UTCTime) -> Duration? {
    guard let moment = metadata.recordedAt.flatMap({ UTCTime($0) }) else { return nil }
    return .milliseconds(now.milliseconds - moment.milliseconds)
  }

  /// Whether it is past `limit`; a recording without a date always is.
  package func isOlder(than limit: Duration, now: UTCTime) -> Bool {
    age(now: now).map { $0 > limit } ?? true
  }

  /// The exchanges, their origin and their day, for people.
  package var text: String {
    let date = metadata.recordedAt?.prefix(10) ?? "undated"
    return "\(entries.counted("exchange")), \(metadata.origin.rawValue), \(date)"
  }

  /// For `--json`.
  package var json: JSON {
    ["name": .string(name), "entries": .integer(entries), "metadata": metadata.json]
  }
}
