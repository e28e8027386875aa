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
  private let origin: String
  private let options: Options

  /// Wires both in memory: the gateway's client is the stubs themselves.
  package init(
    _ catalog: ModelCatalog,
    in environment: Environment,
    journal: Journal = Journal(),
    options: Options = Options()
  ) {
    let stubs = StubServer(catalog, journal: journal, in: environment)
    self.init(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: stubs,
      in: environment,
      options: options
    )
  }

  /// Wires stubs that are served at `origin` to a gateway that reaches them through `client`.
  package init(
    _ catalog: ModelCatalog,
    stubs: StubServer,
    origin: String,
    client: any HTTPHandler,
    in environment: Environment,
    options: Options = Options()
  ) {
    self.stubs = stubs
    self.origin = origin
    self.options = options
    let providers: any HTTPHandler =
      options.latency == .none
      ? client
      : SlowProviders(providers: client, latency: options.latency, clock: environment.clock)
    // Whoever was named on the command line is trusted; what an answer or a client names is not.
    let trusted = Switchboard(places: [origin: providers], otherwise: environment.network)
    var downloads = Switchboard(places: [origin: client], otherwise: environment.downloads)
    for access in options.upstreams.values {
      if let url = HTTPURL(access.base) { downloads.places[url.origin] = environment.network }
    }
    var environment = environment
    environment.downloads = downloads
    var settings = GatewaySettings(
      catalog: catalog,
      dialects: Offline.dialects(catalog, at: origin, options: options),
      client: ProviderClient(
        client: trusted,
        downloads: downloads,
        clock: environment.clock,
        schedule: options.schedule,
        patience: options.patience,
        silence: options.silence
      ),
      environment: environment
    )
    options.settle(&settings)
    // Neither the clients' key nor the providers' may be told to anybody.
    let keys = [settings.key] + options.upstreams.values.map(\.key)
    settings.redaction = RedactionPolicy(secrets: keys.compactMap(\.self))
    gateway = Gateway(settings)
  }

  /// The gateway with another catalog; the stubs behind it are for whoever serves them to replace.
  package func gateway(serving catalog: ModelCatalog) -> Gateway {
    gateway.serving(catalog, through: Offline.dialects(catalog, at: origin, options: options))
  }

  private static func dialects(
    _ catalog: ModelCatalog,
    at origin: String,
    options: Options
  ) -> [ProviderDialect] {
    OfflineDialects.all(
      catalog,
      at: origin,
      isQueued: options.isFalQueued,
      instead: options.upstreams
    )
  }
}

extension HTTPURL {
  /// Scheme and authority: `https://fal.run`.
  fileprivate var origin: String { "\(scheme)://\(authority)" }
}
