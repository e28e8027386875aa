package import CanonicalJSON

extension ModelCatalog {
  /// A shipped provider or a declared one; nil for unknown names.
  package func provider(_ name: String) -> Provider? {
    Provider.known[name] ?? providers.first { $0.name == name }
  }

  /// Whether a file declares a provider.
  package func declares(_ name: String) -> Bool { providers.contains { $0.name == name } }

  /// The shipped providers and the declared ones, each group by name.
  package var everyProvider: [Provider] { ModelCatalog.every(providers) }

  static func every(_ declared: [Provider]) -> [Provider] {
    Provider.known.values.sorted { $0.name < $1.name } + declared
  }

  /// This catalog with the providers of `files` declared; a file stands in place of an earlier one.
  package func declaring(_ files: [File]) throws(JSONFault) -> ModelCatalog {
    var declared: [String: Provider] = [:]
    for provider in providers { declared[provider.name] = provider }
    for file in files {
      let provider = try Provider(declared: file)
      declared[provider.name] = provider
    }
    return ModelCatalog(self, providers: declared.values.sorted { $0.name < $1.name })
  }

  /// Offers of providers that the catalog does not know.
  package var strandedOffers: [Offer] {
    offers.map(\.offer).filter { provider($0.provider) == nil }
  }
}
