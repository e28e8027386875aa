package import Contract
import CanonicalJSON
import Catalog

/// The events of a run so far, for reports that are written when it has ended.
struct RunRecord: Sendable {
  private(set) var beginning: RunBeginning?
  private(set) var results: [CaseResult] = []

  /// Keeps the event; the run's end is handed back.
  mutating func record(_ event: RunEvent) -> RunEnding? {
    switch event {
    case .began(let beginning): self.beginning = beginning
    case .finished(let result): results.append(result)
    case .ended(let ending): return ending
    }
    return nil
  }

  /// The ledger of all cases; nil where no pictures were asked for.
  var ledger: Ledger? {
    let ledgers = results.compactMap(\.ledger)
    return ledgers.isEmpty ? nil : .sum(ledgers)
  }

  /// The name of who is judged.
  var gatewayName: String {
    beginning?.gateway["name"]?.stringValue ?? "a gateway"
  }

  var facts: RunFacts { beginning?.facts ?? RunFacts() }

  /// Cases by the one verdict that stands for each.
  var tally: Tally {
    var tally = Tally()
    for result in results { tally.count(result.verdict) }
    return tally
  }

  /// Cases by the level of the requirement that decides each, so that each counts once.
  var levels: [(level: Level, tally: Tally)] {
    var tallies: [Level: Tally] = [:]
    for result in results {
      guard let level = result.decidingLevel else { continue }
      tallies[level, default: Tally()].count(result.verdict)
    }
    return Level.allCases.compactMap { level in tallies[level].map { (level, $0) } }
  }

  /// How it answers rulings.
  var rulings: RulingTally {
    var tally = RulingTally()
    for result in results { tally.count(result) }
    return tally
  }

  /// Each requirement as it was held to each case, in the order of the run.
  var holdings: [Holding] { results.flatMap(Holding.each) }
}

extension CaseResult {
  /// The level of the requirement that gives the case its verdict; nil where nothing was found.
  package var decidingLevel: Level? {
    let verdict = verdict
    return findings.first { $0.verdict == verdict }?.level
  }
}
