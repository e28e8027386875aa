import Catalog
import Conformance
import Exchanges
import HTTPMessages
import HTTPTransport
import Stubs

extension WireStage {
  /// Somebody else's gateway, led to stubs that listen where it was told.
  func withForeign<Result: Sendable>(
    _ foreign: ForeignGateway,
    _ started: StartedGateway,
    _ body: (WiredSuite) async throws -> Result
  ) async throws -> Result {
    let client = WireStage.client
    let journal = Journal(correlation: foreign.profile.correlation)
    let stubs = StubServer(catalog, journal: journal, clock: LoopWaiting(), client: client)
    let server = try HTTPServer(serving: stubs, host: foreign.listenHost, port: foreign.listenPort)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      let judged = gateway(foreign, client, journal)
      try await sendCanary(judged, foreign)
      return try await body(wired(judged, foreign, started))
    }
  }

  /// Somebody else's gateway before the providers themselves: only the client's side is seen.
  func withLive<Result: Sendable>(
    _ foreign: ForeignGateway,
    _ started: StartedGateway,
    budget: Budget,
    _ body: (WiredSuite) async throws -> Result
  ) async throws -> Result {
    let journal = Journal(correlation: foreign.profile.correlation)
    let judged = gateway(foreign, WireStage.client, journal)
    let catalog = catalog
    return try await body(
      WiredSuite(
        suite: suite(judged, foreign.profile),
        limit: { $0.onClientSide(within: budget, catalog) },
        prepare: started.reset
      )
    )
  }

  /// Uses no connection twice: a server that ends idle ones, or ends one after a refusal, would leave the
  /// next case without an answer, and that says nothing of the gateway.
  private static var client: HTTPClient {
    HTTPClient(HTTPClientOptions(addresses: .anyAddress, idleConnections: 0))
  }

  private func gateway(
    _ foreign: ForeignGateway,
    _ client: HTTPClient,
    _ journal: Journal
  ) -> GatewayUnderTest {
    var gateway = GatewayUnderTest(
      base: foreign.base,
      key: foreign.key,
      client: client,
      fetcher: MediaFetcher(client: client, media: foreign.profile.media),
      journal: journal,
      clock: LoopWaiting(),
      claims: foreign.profile.claims.wire,
      decoder: ForeignPictures.decoder
    )
    gateway.trace = trace
    gateway.witness = witness
    return gateway
  }

  private func wired(
    _ judged: GatewayUnderTest,
    _ foreign: ForeignGateway,
    _ started: StartedGateway
  ) -> WiredSuite {
    let places = Suite.places(in: catalog, of: judgedProviders, foreign.profile)
      .filter { $0.mode == .textToImage }
    let names = places.map { ("\($0.offer.provider)/\($0.model.id)", $0.forcedModel) }
    let recovery = Recovery(
      judged,
      catalog: catalog,
      names: Dictionary(names) { first, _ in first }
    )
    let strays = Strays(judged, catalog: catalog)
    return WiredSuite(
      suite: suite(judged, foreign.profile),
      prepare: started.reset,
      recover: recovery.wait,
      strays: strays.findings
    )
  }

  /// Proves the whole way with the first model that the gateway has.
  private func sendCanary(_ judged: GatewayUnderTest, _ foreign: ForeignGateway) async throws {
    let places = Suite.places(in: catalog, of: judgedProviders, foreign.profile)
    guard let first = places.first(where: { $0.mode == .textToImage }) else {
      throw UsageError.noModels(gateway: foreign.profile.name)
    }
    let canary = Canary(judged, catalog: catalog)
    if let hop = await canary.brokenHop(model: first.forcedModel, upstream: foreign.upstreamURL) {
      throw BrokenHop(description: hop)
    }
  }
}
