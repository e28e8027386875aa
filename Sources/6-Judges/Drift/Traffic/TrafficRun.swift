import CanonicalJSON
package import Recordings

/// Holds recorded traffic against the baselines.
package struct TrafficRun: Sendable {
  private let subjects: [Subject]
  private let baselines: [String: Baseline]
  private let reader: TrafficReader

  package init(subjects: [Subject], baselines: [String: Baseline]) {
    self.subjects = subjects
    self.baselines = baselines
    reader = TrafficReader(subjects)
  }

  /// Each endpoint's traffic, over all recordings.
  fileprivate struct Gathering {
    var union = Portrait()
    /// How many recordings tell of a change at a place.
    var tellers: [String: Int] = [:]
    var evidence: [String: String] = [:]
    var orders: [WorkSample] = []
  }

  /// The result of recordings.
  package struct Result: Sendable {
    /// Of the endpoints that occur, in the order of the subjects.
    package var outcomes: [Outcome]
    package var exchanges = 0
    /// Exchanges that belong to no endpoint that is known, and so tell nothing.
    package var strays: Int { unknown.values.reduce(0, +) }
    /// Those, by what they ask, and how often.
    package var unknown: [String: Int] = [:]
  }

  /// Reads every recording; `load` gives one by its name.
  package func result(
    _ names: [String],
    load: (String) throws -> Recording
  ) throws -> Result {
    var gatherings: [String: Gathering] = [:]
    var result = Result(outcomes: [])
    for name in names {
      let recording = try load(name)
      let sight = reader.sight(of: recording)
      for (id, portrait) in sight.portraits {
        gatherings[id, default: Gathering()].add(
          portrait,
          from: name,
          id: id,
          baseline: baselines[id]
        )
      }
      for (id, orders) in sight.orders { gatherings[id, default: Gathering()].orders += orders }
      result.exchanges += recording.entries.count
      result.unknown.merge(sight.strays, uniquingKeysWith: +)
    }
    result.outcomes = subjects.compactMap { subject in
      gatherings[subject.id].map { outcome(subject, $0) }
    }
    return result
  }

  /// More samples than any run asks to be confirmed by.
  private static let many = 1_000

  private func outcome(_ subject: Subject, _ gathering: Gathering) -> Outcome {
    var outcome = Outcome(subject)
    outcome.hasTraffic = true
    outcome.observed = gathering.union
    outcome.trend = TrafficTrend(gathering.orders)
    guard let baseline = baselines[subject.id] else { return outcome }
    let changes = gathering.union.changes(
      from: baseline.portrait,
      at: subject.id,
      source: .traffic,
      evidence: "recorded traffic"
    )
    for var change in changes {
      let place = change.pointer.description
      change.evidence = gathering.evidence[place] ?? change.evidence
      // What only many exchanges together show needs no further witness.
      outcome.note(change, count: gathering.tellers[place] ?? TrafficRun.many)
    }
    return outcome
  }
}

extension TrafficRun.Gathering {
  fileprivate mutating func add(
    _ portrait: Portrait,
    from name: String,
    id: String,
    baseline: Baseline?
  ) {
    union.merge(portrait)
    guard let baseline else { return }
    let changes = portrait.changes(
      from: baseline.portrait,
      at: id,
      source: .traffic,
      evidence: name
    )
    for place in Set(changes.map(\.pointer.description)) {
      tellers[place, default: 0] += 1
      evidence[place] = evidence[place] ?? name
    }
  }
}
