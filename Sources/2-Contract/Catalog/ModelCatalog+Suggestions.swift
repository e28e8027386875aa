import Bytes

extension ModelCatalog {
  /// The known name that `name` was most likely meant to be.
  package func nearestName(to name: String) -> String? {
    // Whatever is so long is no slip, and megabytes of it would take minutes to compare.
    guard name.utf8.count <= 200 else { return nil }
    let names = models.flatMap { model in
      [model.id] + model.aliases + model.offers.map { "\($0.provider)/\(model.id)" }
    }
    return Suggestion.nearest(to: name, among: names).map(canonical)
  }

  /// The model's own name for one of its aliases; any other name as it is.
  private func canonical(_ name: String) -> String { model(name)?.id ?? name }
}
