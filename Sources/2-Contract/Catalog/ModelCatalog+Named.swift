import Bytes

extension ModelCatalog {
  /// The model that the word names, by id or alias.
  package func model(named name: String) throws(UnknownModel) -> Model {
    if let model = model(name) { return model }
    let names = models.flatMap { [$0.id] + $0.aliases }
    let nearest = Suggestion.nearest(to: name, among: names).flatMap { model($0)?.id }
    throw UnknownModel(name: name, suggestion: nearest)
  }
}

/// A word that names no model.
package struct UnknownModel: Error, Equatable, CustomStringConvertible {
  let name: String
  let suggestion: String?

  package var description: String {
    "unknown model '\(name)'"
      + (suggestion.map { ". Did you mean '\($0)'?" } ?? "; see 'touchstone sizes'")
  }
}
