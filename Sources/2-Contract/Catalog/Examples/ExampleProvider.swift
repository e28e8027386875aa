package import CanonicalJSON

/// A shipped provider that no page lists an offer at, with offers that a user may add to the catalog.
package struct ExampleProvider: Sendable {
  package let name: String
  /// Its files by their places in the user's folder, one a model.
  package let files: [ModelCatalog.File]

  /// By name.
  package static func all() throws(JSONFault) -> [ExampleProvider] {
    let paged = try ModelCatalog.pagedProviders()
    var examples: [ExampleProvider] = []
    for provider in try Provider.shipped() where !paged.contains(provider.name) {
      examples.append(try ExampleProvider(provider.name))
    }
    return examples.sorted { $0.name < $1.name }
  }

  /// The example of one provider; its files are made of the models that the provider's file has.
  package init(_ name: String) throws(JSONFault) {
    self.name = name
    let models = try Provider.shippedFile(of: name)?.json()["models"]?.arrayValue ?? []
    let shipped = try ModelCatalog.shipped()
    files = models.compactMap { offer in
      guard let key = offer["key"]?.stringValue,
        let model = key.split(separator: "/").last.flatMap({ shipped.model(String($0)) }),
        var terms = offer.objectValue
      else { return nil }
      terms["key"] = nil
      return ModelCatalog.File(
        name: "catalog/\(model.id).\(name).json",
        text: CatalogText.text([
          "extends": .string(model.id), "offers": .object([key: .object(terms)]),
        ])
      )
    }
  }

  /// The shipped models with this provider's offers added.
  package func catalog() throws(JSONFault) -> ModelCatalog {
    try ModelCatalog(files: files, over: .shipped())
  }
}
