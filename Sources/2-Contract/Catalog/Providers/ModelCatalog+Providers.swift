package import CanonicalJSON

extension ModelCatalog {
  /// A shipped provider or a declared one; nil for unknown names.
  package func provider(_ name: String) -> Provider? {
    providers.first { $0.name == name } ?? Provider.known[name]
  }

  /// The providers beside those of the pages: declared, or with offers that only a user's file has.
  package var furtherProviders: [String] {
    let paged = (try? ModelCatalog.pagedProviders()) ?? []
    return Set(providers.map(\.name) + offers.map(\.offer.provider)).subtracting(paged).sorted()
  }

  /// The providers that the shipped models are offered at.
  static func pagedProviders() throws(JSONFault) -> Set<String> {
    Set(try shipped().offers.map(\.offer.provider))
  }

  /// The shipped providers and the declared ones, each group by name.
  package var everyProvider: [Provider] { ModelCatalog.every(providers) }

  /// A declared one stands in place of the shipped one that it extends.
  static func every(_ declared: [Provider]) -> [Provider] {
    let names = Set(declared.map(\.name))
    return Provider.known.values.filter { !names.contains($0.name) }.sorted { $0.name < $1.name }
      + declared
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
