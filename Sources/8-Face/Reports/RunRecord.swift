import Contract
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

  /// Cases by the one verdict that stands for each.
  var tally: Tally {
    var tally = Tally()
    for result in results { tally.count(result.verdict) }
    return tally
  }

  /// Each requirement as it was held to each case, in the order of the run.
  var holdings: [Holding] { results.flatMap(Holding.each) }
}
