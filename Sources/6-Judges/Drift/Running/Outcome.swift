/// The findings of a run about one endpoint, before they are judged.
package struct Outcome: Sendable {
  package let subject: Subject
  /// Every change that was seen, and in how many samples in a row.
  package internal(set) var sightings: [(change: Change, count: Int)] = []
  /// The differences from the catalog: a section of its own, for the catalog holds inferred facts too.
  package internal(set) var catalogChanges: [Change] = []
  /// Everything that was seen, for a new baseline.
  package internal(set) var observed = Portrait()
  /// The kinds that were found out and held against the baseline.
  package internal(set) var compared: Set<DriftJob.Kind> = []
  /// The kinds that were found out while the baseline has nothing to hold them against.
  package internal(set) var unlearned: Set<DriftJob.Kind> = []
  package internal(set) var troubles: [(kind: DriftJob.Kind, trouble: Trouble)] = []
  /// Whether recorded traffic was looked at.
  package internal(set) var hasTraffic = false
  /// What became of its orders in that traffic.
  package internal(set) var trend: TrafficTrend?

  package init(_ subject: Subject) { self.subject = subject }

  /// Whether the endpoint was looked at, whatever came of it.
  package var isLookedAt: Bool {
    hasTraffic || !compared.isEmpty || !unlearned.isEmpty || !troubles.isEmpty
  }

  package var isUnreachable: Bool {
    troubles.contains { entry in
      if case .unreachable = entry.trouble { return true }
      return false
    }
  }

  mutating func note(_ change: Change, count: Int) {
    let fingerprint = change.fingerprint
    if let place = sightings.firstIndex(where: { $0.change.fingerprint == fingerprint }) {
      sightings[place].count = max(sightings[place].count, count)
    } else {
      sightings.append((change, count))
    }
  }
}
