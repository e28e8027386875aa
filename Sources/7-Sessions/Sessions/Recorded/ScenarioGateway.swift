package import Catalog
import Gateway
package import HTTPMessages
package import Providers
package import Recordings
import Stubs

/// The reference gateway before providers that are asked at their own hosts: by a recorder, or of a recording.
package struct ScenarioGateway {
  /// The URL before the paths of its requests; no server listens there.
  static let base = "http://gateway.invalid/v1"

  private let gateway: Gateway

  /// `keys` are by the provider's name; a provider without one is not asked.
  ///
  /// Where work is `isQueued`, whoever has a queue is asked through it, and whoever lets an order wait is
  /// given one second, the shortest wait, so that both have to be asked again.
  package init(
    _ catalog: ModelCatalog,
    upstream: any HTTPHandler,
    keys: [String: String],
    isQueued: Bool,
    schedule: PollSchedule = .eager,
    in environment: Environment
  ) {
    let dialects = catalog.everyProvider.compactMap { provider in
      keys[provider.name].map { key in
        ProviderDialect(provider, key: key, isQueued: isQueued, wait: isQueued ? 1 : nil)
      }
    }
    gateway = Gateway(
      GatewaySettings(
        catalog: catalog,
        dialects: dialects,
        client: ProviderClient(client: upstream, clock: environment.clock, schedule: schedule),
        environment: environment
      )
    )
  }

  package func answer(to request: ClientRequest) async throws -> HTTPResponse {
    guard let message = request.message(to: ScenarioGateway.base, key: "any") else {
      throw RecordingGap.noPath
    }
    return try await gateway.respond(to: message)
  }

  /// A picture that an answer named by its URL.
  package func picture(at url: String) async throws -> [UInt8] {
    guard let request = HTTPRequest(.get, url: url) else { return [] }
    return try await gateway.respond(to: request).body.collected()
  }
}

extension ModelCatalog {
  /// A key for each provider that its stub takes.
  package var stubKeys: [String: String] {
    Dictionary(everyProvider.map { ($0.name, $0.key.sample) }) { first, _ in first }
  }
}
