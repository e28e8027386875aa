package import Catalog
package import Exchanges
package import Gateway
package import HTTPMessages
package import Providers
package import Stubs

/// The reference gateway with the stubs behind it: everything that runs without a network.
package struct Offline: Sendable {
  package let gateway: Gateway
  package let stubs: StubServer

  /// What may be told apart from run to run.
  package struct Options: Sendable {
    /// The key that clients must give; nil lets any bearer pass.
    package var key: String?
    package var isFalQueued = false
    package var schedule = PollSchedule.eager
    /// How long the gateway gives a provider.
    package var patience = Duration.seconds(120)
    /// Seconds since 1970.
    package var unixTime: @Sendable () -> Int
    /// Ids of requests; random ones unless given.
    package var requestID: (@Sendable () -> String)?

    package init(unixTime: @escaping @Sendable () -> Int) { self.unixTime = unixTime }
  }

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
    var settings = GatewaySettings(
      catalog: catalog,
      dialects: OfflineDialects.all(at: origin, isFalQueued: options.isFalQueued),
      client: ProviderClient(
        client: client,
        clock: clock,
        schedule: options.schedule,
        patience: options.patience
      ),
      clock: clock,
      unixTime: options.unixTime
    )
    settings.key = options.key
    if let requestID = options.requestID { settings.requestID = requestID }
    gateway = Gateway(settings)
  }
}
