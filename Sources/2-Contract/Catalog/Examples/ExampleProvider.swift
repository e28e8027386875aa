package import CanonicalJSON

/// A shipped provider that no page lists an offer at, with offers that a user may add to the catalog.
package struct ExampleProvider: Sendable {
  package let name: String
  /// Its files by their places in the user's folder, one a model; none of a model that nothing is known of beside its name.
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
    var files: [ModelCatalog.File] = []
    for offer in models {
      guard let key = offer["key"]?.stringValue, var terms = offer.objectValue else { continue }
      let id = String(key.dropFirst(name.count + 1))
      terms["key"] = nil
      let offers: JSON = .object([key: .object(terms)])
      if shipped.model(id) != nil {
        let file: JSON = ["extends": .string(id), "offers": offers]
        files.append(.init(name: "catalog/\(id).\(name).json", text: CatalogText.text(file)))
      } else if let text = ExampleProvider.others[id] {
        let model = try ModelCatalog.File(name: id, text: text).json()
        let file = model.merging(["offers": offers])
        files.append(.init(name: "catalog/\(id).json", text: CatalogText.text(file)))
      }
    }
    self.files = files
  }

  /// Models that no page describes, without their offers.
  private static let others = ["grok-imagine-image": grokImagineImage]

  /// The shipped models with this provider's offers added.
  package func catalog() throws(JSONFault) -> ModelCatalog {
    try ModelCatalog(files: files, over: .shipped())
  }
}
