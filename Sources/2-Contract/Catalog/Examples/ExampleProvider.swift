package import CanonicalJSON

/// A declared provider that comes with the program: to be used, and to be copied from.
package struct ExampleProvider: Sendable {
  package let name: String
  /// Its files by their places in the user's folder.
  package let files: [ModelCatalog.File]

  package static let all = [blackForestLabs]

  /// The shipped models with this provider declared and its offers added.
  package func catalog() throws(JSONFault) -> ModelCatalog {
    let models = files.filter { $0.name.hasPrefix("catalog/") }
    let providers = files.filter { $0.name.hasPrefix("providers/") }
    return try ModelCatalog(files: models, over: .shipped()).declaring(providers)
  }
}
