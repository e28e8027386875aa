import Bytes
package import Catalog

/// One endpoint of one offer: what is watched, what a baseline file is about.
package struct Subject: Sendable {
  /// The offer's key, with the mode behind it where the offer's modes have endpoints of their own.
  package let id: String
  package let model: Model
  package let offer: Offer
  package let mode: Mode
  package let operation: Operation
  /// The provider as its data has it.
  package let facts: Provider

  package var provider: String { offer.provider }
  package var endpoint: String { operation.endpoint }

  /// The call that orders its pictures.
  package var order: Provider.CallName { facts.ordering(at: endpoint, edits: mode == .edit) }

  /// The name of its baseline file: `fal_flux.2-max.json`.
  package var fileName: String {
    id.map { $0 == "/" ? "_" : String($0) }.joined() + ".json"
  }

  /// Everything that can be watched, by id.
  package static func all(in catalog: ModelCatalog, facts: [Provider]) -> [Subject] {
    let facts = Dictionary(facts.map { ($0.name, $0) }) { first, _ in first }
    var subjects: [Subject] = []
    for (model, offer) in catalog.offers {
      guard let facts = facts[offer.provider] else { continue }
      var seen: Set<String> = []
      for mode in Mode.allCases {
        guard let operation = offer.operations[mode], seen.insert(operation.endpoint).inserted
        else { continue }
        subjects.append(
          Subject(
            id: seen.count == 1 ? offer.key : "\(offer.key).\(mode.rawValue)",
            model: model,
            offer: offer,
            mode: mode,
            operation: operation,
            facts: facts
          )
        )
      }
    }
    return subjects.sorted { $0.id < $1.id }
  }
}

extension Subject {
  /// The very most that one request may cost; nil where the price is unknown.
  package var worstCase: Money? {
    guard let price = offer.price else { return nil }
    let most = operation.batch?.maximum ?? 1
    let largest = model.largestPicture
    let pictures = Array<PixelSize?>(repeating: largest, count: operation.images?.maximum ?? 0)
    return price.cost(pixels: largest, inputs: pictures).map { $0 * most }
  }

  /// The most that the cheapest generation costs; nil where that is unknown.
  package var generationCost: Money? {
    let input = CheapestInput(self)
    let pixels = operation.delivers(input: input.json, source: CheapestInput.source)
    return offer.price?.cost(pixels: pixels, inputs: input.sources)
  }
}
