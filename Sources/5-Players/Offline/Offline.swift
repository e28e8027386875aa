package import Catalog
package import Exchanges
package import Gateway
package import HTTPMessages
import Providers
package import Stubs

/// The reference gateway with the stubs behind it: everything that runs without a network.
package struct Offline: Sendable {
  package let gateway: Gateway
  package let stubs: StubServer

  /// Wires both in memory: the gateway's client is the stubs themselves.
  package init(
    _ catalog: ModelCatalog,
    clock: any Waiting,
    journal: Journal = Journal(),
    options: Options
  ) {
    let stubs = StubServer(catalog, journal: journal, clock: clock)
    self.init(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: stubs,
      clock: clock,
      options: options
    )
  }

  /// Wires stubs that are served at `origin` to a gateway that reaches them through `client`.
  package init(
    _ catalog: ModelCatalog,
    stubs: StubServer,
    origin: String,
    client: any HTTPHandler,
    clock: any Waiting,
    options: Options
  ) {
    self.stubs = stubs
    let providers: any HTTPHandler =
      options.latency == .none
      ? client : SlowProviders(providers: client, latency: options.latency, clock: clock)
    // Whoever was named on the command line is trusted; what an answer or a client names is not.
    let trusted = Switchboard(places: [origin: providers], otherwise: options.network)
    var downloads = Switchboard(places: [origin: client], otherwise: options.downloads)
    for access in options.upstreams.values {
      if let url = HTTPURL(access.base) { downloads.places[url.origin] = options.network }
    }
    var settings = GatewaySettings(
      catalog: catalog,
      dialects: OfflineDialects.all(
        catalog,
        at: origin,
        isQueued: options.isFalQueued,
        instead: options.upstreams
      ),
      client: ProviderClient(
        client: trusted,
        downloads: downloads,
        clock: clock,
        schedule: options.schedule,
        patience: options.patience
      ),
      clock: clock,
      unixTime: options.unixTime
    )
    settings.downloads = downloads
    settings.key = options.key
    settings.servesAnyModel = options.servesAnyModel
    settings.pictureStore = options.pictureStore
    settings.redaction = RedactionPolicy(secrets: options.secrets)
    settings.notePlan = options.notePlan
    if let requestID = options.requestID { settings.requestID = requestID }
    gateway = Gateway(settings)
  }
}

extension HTTPURL {
  /// Scheme and authority: `https://fal.run`.
  fileprivate var origin: String { "\(scheme)://\(authority)" }
}
