import Bytes

extension ModelCatalog {
  /// The known name that `name` was most likely meant to be; of a model's names its own, never an alias.
  package func nearestName(to name: String) -> String? {
    // Whatever is so long is no slip, and megabytes of it would take minutes to compare.
    guard name.utf8.count <= 200 else { return nil }
    let names = models.flatMap { model in
      [model.id] + model.aliases + model.offers.map { "\($0.provider)/\(model.id)" }
    }
    guard let nearest = Suggestion.nearest(to: name, among: names) else { return nil }
    return models.first { $0.aliases.contains(nearest) }?.id ?? nearest
  }
}
