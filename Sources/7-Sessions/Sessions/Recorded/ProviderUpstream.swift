package import Catalog
package import HTTPMessages
import HTTPTransport
package import Recordings
import Stubs

/// The providers themselves over the network, or the stubs in memory, with the keys that they take.
package struct ProviderUpstream: Sendable {
  package let catalog: ModelCatalog
  package let isLive: Bool
  package let handler: any HTTPHandler
  private let environment: [String: String]

  package init(_ catalog: ModelCatalog, isLive: Bool, environment: [String: String]) {
    self.catalog = catalog
    self.isLive = isLive
    self.environment = environment
    handler =
      isLive
      ? HTTPClient(reaching: .anyAddress) : ProviderStubs(catalog, in: .offline)
  }

  /// The environment's key; the stubs take any that looks like a provider's.
  package func key(of provider: Provider) -> String? {
    guard isLive else { return provider.key.sample }
    return environment[provider.key.variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The keys that there are, by provider.
  package var keys: [String: String] {
    var keys: [String: String] = [:]
    for provider in catalog.everyProvider { keys[provider.name] = key(of: provider) }
    return keys
  }

  /// The origin that recordings name for the answers.
  package var origin: RecordingMetadata.Origin { isLive ? .live : .simulated }

  /// Where the answers come from, if not from the providers.
  package var source: String? { isLive ? nil : "the stub providers" }

  /// The credentials that a client of the providers sends to each part of them.
  var credentials: RecordingFront.Credentials {
    var credentials: RecordingFront.Credentials = [:]
    for provider in catalog.everyProvider {
      guard let key = key(of: provider) else { continue }
      for step in provider.stepsWithKey {
        credentials[step] = (.init(provider.key.field), provider.key.value(for: key))
      }
    }
    return credentials
  }
}
