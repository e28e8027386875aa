import Bytes

extension ModelCatalog {
  /// The known name that `name` was most likely meant to be.
  package func nearestName(to name: String) -> String? {
    let names = models.flatMap { model in
      [model.id] + model.aliases + model.offers.map { "\($0.provider)/\(model.id)" }
    }
    return Suggestion.nearest(to: name, among: names)
  }
}
