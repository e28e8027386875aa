package import CanonicalJSON

/// How old a recording is, and whether that is too old.
package struct RecordingAge {
  private let name: String
  /// Nil where it has no date.
  private let days: Int?
  package let isOld: Bool

  package init(of summary: RecordingSummary, limit: Duration, now: UTCTime) {
    name = summary.name
    days = summary.age(now: now).map { Int($0.components.seconds / 86_400) }
    isOld = summary.isOlder(than: limit, now: now)
  }

  package var line: String {
    "\(isOld ? "too old" : "ok     ")  \(name)  \(days.map { "\($0) days" } ?? "undated")\n"
  }

  package var json: JSON {
    ["name": .string(name), "days": days.map(JSON.integer) ?? .null, "old": .bool(isOld)]
  }
}
