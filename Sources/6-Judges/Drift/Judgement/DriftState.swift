package import CanonicalJSON

/// The memory from one run to the next: a file that a CI keeps in its cache.
package struct DriftState: Sendable, Equatable {
  /// The history of one change since it was first seen.
  package struct Sighting: Sendable, Equatable {
    package var firstSeen: String
    package var lastSeen: String
    /// In how many samples in a row it was seen.
    package var streak: Int
    package var rule: String
    package var subject: String
    package var pointer: String
    package var source: String

    /// Whether an issue may tell of it.
    var isNews: Bool { Rule(rawValue: rule).map { $0.severity > .info } ?? false }
  }

  /// The history of one endpoint.
  package struct Standing: Sendable, Equatable {
    /// When each source was last compared.
    package var verified: [String: String] = [:]
    /// For how many runs in a row it could not be reached.
    package var unreachable = 0
    /// The last sight of it, where that differs from the baseline.
    package var observed: Portrait?
  }

  package var subjects: [String: Standing] = [:]
  package var sightings: [String: Sighting] = [:]
  /// The fingerprints that the last conclusive run confirmed; nil before the first.
  package var confirmed: [String]?
  /// Whether the last run could find out everything it wanted to.
  package var isConclusive = false
  /// The body of an issue about the last run.
  package var issue: String = ""
  /// Published pages by their address, as they were answered last.
  package var pages: [String: PageFetcher.Page] = [:]

  package init() {}
}

extension DriftState {
  private static let format = 1

  package var json: JSON {
    var object: JSONObject = [
      "format": .integer(DriftState.format),
      "conclusive": .bool(isConclusive), "issue": .string(issue),
      "subjects": .sorted(subjects.mapValues(\.json)),
      "sightings": .sorted(sightings.mapValues(\.json)),
    ]
    if !pages.isEmpty { object["pages"] = .sorted(pages.mapValues(\.json)) }
    object["confirmed"] = confirmed.map { .array($0.map(JSON.string)) }
    return .object(object)
  }

  /// Reads the form of `json`; nil where it is none.
  package init?(_ json: JSON) {
    guard json["format"]?.intValue == DriftState.format else { return nil }
    isConclusive = json["conclusive"]?.boolValue ?? false
    issue = json["issue"]?.stringValue ?? ""
    confirmed = json["confirmed"]?.arrayValue?.compactMap(\.stringValue)
    subjects = (json["subjects"]?.objectValue?.lookup ?? [:]).mapValues(Standing.init)
    pages = (json["pages"]?.objectValue?.lookup ?? [:]).compactMapValues(PageFetcher.Page.init)
    sightings = (json["sightings"]?.objectValue?.lookup ?? [:]).compactMapValues(Sighting.init)
  }
}

extension DriftState.Sighting {
  fileprivate var json: JSON {
    [
      "first_seen": .string(firstSeen), "last_seen": .string(lastSeen),
      "streak": .integer(streak), "rule": .string(rule), "subject": .string(subject),
      "pointer": .string(pointer), "source": .string(source),
    ]
  }

  fileprivate init?(_ json: JSON) {
    guard let first = json["first_seen"]?.stringValue, let streak = json["streak"]?.intValue,
      let subject = json["subject"]?.stringValue
    else { return nil }
    self.init(
      firstSeen: first,
      lastSeen: json["last_seen"]?.stringValue ?? first,
      streak: streak,
      rule: json["rule"]?.stringValue ?? "",
      subject: subject,
      pointer: json["pointer"]?.stringValue ?? "",
      source: json["source"]?.stringValue ?? ""
    )
  }
}

extension DriftState.Standing {
  fileprivate var json: JSON {
    var object: JSONObject = [
      "verified": .sorted(verified.mapValues(JSON.string)),
      "unreachable": .integer(unreachable),
    ]
    object["observed"] = observed?.json
    return .object(object)
  }

  fileprivate init(_ json: JSON) {
    verified = (json["verified"]?.objectValue?.lookup ?? [:]).compactMapValues(\.stringValue)
    unreachable = json["unreachable"]?.intValue ?? 0
    observed = json["observed"].flatMap(Portrait.init)
  }
}
