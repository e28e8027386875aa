import Bytes
package import CanonicalJSON
package import Catalog

/// What `catalog check` finds in a catalog that can be read: warnings, and what is left to decide.
package struct CatalogCheck {
  private let catalog: ModelCatalog
  private let warnings: [String]
  private let undecided: [(model: String, place: Undecided)]

  package init(_ catalog: ModelCatalog, beside shipped: ModelCatalog) {
    self.catalog = catalog
    warnings = catalog.warnings(beside: shipped)
    undecided = catalog.models.flatMap { model in
      model.undecided.map { (model: model.id, place: $0) }
    }
  }

  /// Sound means that everything can be read; what is undecided needs a person all the same.
  package var isDecided: Bool { undecided.isEmpty }

  package var text: String {
    let verdict = isDecided ? "sound" : "sound, \(undecided.count.counted("place")) left to decide"
    let counts =
      "\(catalog.models.count.counted("model")), \(catalog.offers.count.counted("offer"))"
    return warnings.map { "warning: \($0)\n" }.joined()
      + undecided.map { "undecided: \($0.model)#\($0.place.line)\n" }.joined()
      + "\(counts): \(verdict)\n"
  }

  package var json: JSON {
    [
      "models": .array(catalog.models.map { .string($0.id) }),
      "offers": .integer(catalog.offers.count),
      "warnings": .array(warnings.map(JSON.string)),
      "undecided": .array(
        undecided.map {
          [
            "model": .string($0.model), "pointer": .string($0.place.pointer),
            "why": .string($0.place.why),
          ]
        }
      ),
    ]
  }
}
