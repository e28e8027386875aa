package import Catalog
import Gateway
package import HTTPMessages
package import Providers
package import Recordings
import Stubs

/// The reference gateway before providers that are asked at their own hosts: by a recorder, or of a recording.
package struct ScenarioGateway {
  /// What stands before the paths of its requests; nobody listens there.
  static let base = "http://gateway.invalid/v1"

  private let gateway: Gateway

  /// `keys` are by the provider's name; a provider without one is not asked.
  package init(
    _ catalog: ModelCatalog,
    upstream: any HTTPHandler,
    keys: [String: String],
    isQueued: Bool,
    schedule: PollSchedule = .eager,
    clock: any Waiting,
    unixTime: @escaping @Sendable () -> Int = { 0 }
  ) {
    let dialects = catalog.everyProvider.compactMap { facts in
      keys[facts.name].map { facts.dialect(key: $0, isQueued: isQueued) }
    }
    gateway = Gateway(
      GatewaySettings(
        catalog: catalog,
        dialects: dialects,
        client: ProviderClient(client: upstream, clock: clock, schedule: schedule),
        clock: clock,
        unixTime: unixTime
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

extension ProviderFacts {
  /// The way to talk to the provider at its own hosts.
  ///
  /// Where work is `isQueued`, fal is asked through its queue and Replicate is given one second, the
  /// shortest wait, so that both have to be asked again.
  package func dialect(key: String, isQueued: Bool) -> any ProviderDialect {
    func access(_ base: String) -> ProviderAccess {
      ProviderAccess(base: bases[base] ?? "", key: key)
    }
    switch name {
    case "fal": return FalDialect(access(isQueued ? "queue" : "sync"), isQueued: isQueued)
    case "replicate": return ReplicateDialect(access("api"), patience: isQueued ? 1 : 60)
    case "fireworks": return FireworksDialect(access("api"))
    default: return DeclaredDialect(self, key: key)
    }
  }

  /// Stubs take any key that looks like the provider's own.
  package var stubKey: String {
    switch name {
    case "fal": "any:key"
    case "replicate": "r8_any"
    case "fireworks": "fw_any"
    default: "any"
    }
  }
}

extension ModelCatalog {
  /// A key for each provider that its stub takes.
  package var stubKeys: [String: String] {
    Dictionary(everyProvider.map { ($0.name, $0.stubKey) }) { first, _ in first }
  }
}
