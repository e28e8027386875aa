import Bytes
package import Catalog

/// One scenario at one offer, with what it will cost at most.
package struct RecordJob: Sendable {
  package let offer: Offer
  package let model: Model
  package let scenario: RecordScenario
  /// How many calls it takes.
  package let calls: Int
  /// Nil where no price is known.
  package let cost: Money?

  package var name: String { "\(offer.key)/\(scenario.name)" }

  /// The jobs of the offers that go by these keys, in this order.
  package static func all(
    of offers: [String],
    at upstream: ProviderUpstream
  ) throws -> [RecordJob] {
    let catalog = upstream.catalog
    var jobs: [RecordJob] = []
    for key in offers {
      guard let (model, offer) = catalog.offers.first(where: { $0.offer.key == key }) else {
        throw UnknownOffer(key: key, known: catalog.offers.map(\.offer.key))
      }
      for scenario in RecordScenario.all(of: offer, model: model, isLive: upstream.isLive) {
        guard let (calls, cost) = try scenario.plan(offer, catalog: catalog) else { continue }
        jobs.append(
          RecordJob(offer: offer, model: model, scenario: scenario, calls: calls.count, cost: cost)
        )
      }
    }
    return jobs
  }
}

/// A key that no offer goes by.
package struct UnknownOffer: Error, Equatable, CustomStringConvertible {
  let key: String
  let known: [String]

  package var description: String {
    "unknown offer '\(key)'"
      + (Suggestion.nearest(to: key, among: known).map { ". Did you mean '\($0)'?" }
        ?? "; use one of \(known.joined(separator: ", "))")
  }
}
