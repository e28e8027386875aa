package import Catalog
package import Providers

/// The dialects of all providers, led to stubs instead of the real hosts.
package enum OfflineDialects {
  /// `origin` is where the stubs are reached: `http://127.0.0.1:4021`; who stands in `accesses` is reached there instead.
  package static func all(
    _ catalog: ModelCatalog,
    at origin: String,
    isQueued: Bool = false,
    instead accesses: [String: ProviderAccess] = [:]
  ) -> [ProviderDialect] {
    catalog.everyProvider.map { provider in
      if let access = accesses[provider.name] {
        return ProviderDialect(provider, at: access, isQueued: isQueued)
      }
      return ProviderDialect(
        provider,
        bases: provider.stubBases(at: origin),
        key: provider.key.sample,
        isQueued: isQueued
      )
    }
  }
}
