package import Catalog

/// The result of a run.
package struct DriftReport: Sendable {
  /// The result about one endpoint.
  package struct Entry: Sendable {
    package var subject: Subject
    package var changes: [Judged]
    package var compared: Set<DriftJob.Kind>
    package var unlearned: Set<DriftJob.Kind>
    package var troubles: [(kind: DriftJob.Kind, trouble: Trouble)]
    /// Runs in a row without an answer, this one included.
    package var unreachable: Int
    /// Runs in a row that it may be silent.
    package var patience: Int
    /// When it was last verified by anything; empty for never.
    package var verified: String
    /// Whether there was something to hold it against.
    package var hasBaseline: Bool
    package var hasTraffic: Bool
    /// When each source was last compared.
    package var lastSeen: [String: String] = [:]
    package var trend: TrafficTrend?

    /// Whether anything was held against a baseline; without one, nothing can be seen to change.
    var isHeld: Bool { !compared.isEmpty || hasTraffic && hasBaseline }
  }

  package var entries: [Entry]
  /// Suppressions that covered nothing, and those whose day is past.
  package var unused: [Suppression]
  package var expired: [Suppression]
  /// Whether something that was believed before could not be looked at again.
  package var hasOpenQuestions: Bool
  package var spent: Money
}

extension DriftReport {
  /// The word of the run to the shell.
  package enum Ending: Sendable, Equatable {
    case fine
    case breaking
    case needsPerson
    case unknown
  }

  package var ending: Ending {
    if changes.contains(where: \.isBreach) { return .breaking }
    if entries.contains(where: { $0.troubles.contains(where: \.trouble.needsPerson) }) {
      return .needsPerson
    }
    let isSilent = entries.contains { $0.unreachable >= $0.patience }
    return isSilent || !foundOutAnything ? .unknown : .fine
  }

  package var changes: [Judged] { entries.flatMap(\.changes) }

  private var foundOutAnything: Bool { entries.contains(where: \.isHeld) }

  /// Whether everything that was to be found out was: a missing key or price is no surprise, silence is.
  package var isConclusive: Bool {
    foundOutAnything && !hasOpenQuestions
      && !entries.contains { entry in
        entry.troubles.contains { $0.trouble.needsPerson } || entry.unreachable > 0
      }
      && !changes.contains { judged in
        if case .suspected = judged.standing { return judged.change.rule.severity > .info }
        return false
      }
  }

  /// The fingerprints of the news, sorted.
  package var newsFingerprints: [String] {
    changes.filter(\.isNews).map(\.change.fingerprint).sorted()
  }
}
