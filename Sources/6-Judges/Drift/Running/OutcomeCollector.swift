import Catalog

/// Collects outcomes, and knows which providers need not be asked any more.
struct OutcomeCollector {
  var outcomes: [Outcome]
  private var places: [String: Int]
  private var closed: [String: Trouble] = [:]

  init(_ subjects: [Subject]) {
    outcomes = subjects.map { Outcome($0) }
    // A user's catalog may give two models offers of one key; the first is watched.
    places = Dictionary(subjects.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  mutating func mayAsk(_ job: DriftJob, keys: [String: String]) -> Bool {
    guard job.needsKey else { return true }
    if let trouble = closed[job.subject.provider] {
      add(trouble, to: job)
      return false
    }
    guard keys[job.subject.provider] == nil else { return true }
    add(.missingKey(variable: job.subject.facts.key.variable), to: job)
    return false
  }

  mutating func add(_ trouble: Trouble, to job: DriftJob) {
    guard let place = places[job.subject.id] else { return }
    outcomes[place].troubles.append((job.kind, trouble))
  }

  mutating func add(_ result: JobResult) {
    guard let place = places[result.job.subject.id] else { return }
    outcomes[place].observed.merge(result.observed)
    for sighting in result.sightings {
      outcomes[place].note(sighting.change, count: sighting.count)
    }
    outcomes[place].catalogChanges += result.catalogChanges
    if let trouble = result.trouble {
      outcomes[place].troubles.append((result.job.kind, trouble))
      if trouble.isOfTheProvider { closed[result.job.subject.provider] = trouble }
    } else if result.isLearned {
      outcomes[place].compared.insert(result.job.kind)
    } else {
      outcomes[place].unlearned.insert(result.job.kind)
    }
  }
}

/// The result of one job.
struct JobResult: Sendable {
  var job: DriftJob
  var observed = Portrait()
  var sightings: [(change: Change, count: Int)] = []
  var catalogChanges: [Change] = []
  var isLearned = true
  var trouble: Trouble?
}

extension Trouble {
  /// Whether it meets every endpoint of the provider alike.
  var isOfTheProvider: Bool {
    switch self {
    case .missingKey, .refusedKey, .blockedAccount: true
    case .unreachable, .unreadable, .unaffordable, .unpriced: false
    }
  }
}
