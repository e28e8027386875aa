import Catalog
import Conformance
import Exchanges
import Foundation
import Goldens
import HTTPMessages
import HTTPTransport
import Offline
import Stubs

/// Sets up both sides of a gateway for the cases that ask it.
struct WireStage {
  let catalog: ModelCatalog
  let expected: [ExpectedLine]

  /// The providers whose stubs are whole enough to judge by.
  static let providers: Set<String> = ["fal", "fireworks", "replicate"]

  private static let key = "touchstone-reference-key"

  /// The cases as they are listed and shown, of a profile's gateway where there is one: nothing listens.
  func listed(_ profile: GatewayProfile? = nil) -> Suite {
    let journal = Journal()
    let nobody = HTTPHandlerClosure { _ in HTTPResponse(503) }
    return suite(
      GatewayUnderTest(
        base: "http://gateway.invalid/v1",
        key: "",
        client: nobody,
        fetcher: nobody,
        journal: journal,
        clock: LoopWaiting()
      ),
      profile
    )
  }

  /// The reference and the stubs, each behind a socket of its own.
  func withReference<Result: Sendable>(
    _ body: (Suite) async throws -> Result
  ) async throws -> Result {
    let client = HTTPClient(reaching: .anyAddress)
    let stubs = StubServer(catalog, clock: LoopWaiting(), client: client)
    var options = Offline.Options(unixTime: { Int(Date().timeIntervalSince1970) })
    options.key = WireStage.key
    return try await withHTTPServer(serving: stubs) { upstream in
      let offline = Offline(
        catalog,
        stubs: stubs,
        origin: upstream.url,
        client: client,
        clock: LoopWaiting(),
        options: options
      )
      return try await withHTTPServer(serving: offline.gateway) { server in
        try await body(
          suite(
            gateway(
              "\(server.url)/openai/v1",
              WireStage.key,
              client,
              stubs.journal,
              GatewayUnderTest.Claims()
            )
          )
        )
      }
    }
  }

  /// Somebody else's gateway, led to stubs that listen where it was told.
  func withForeign<Result: Sendable>(
    _ foreign: ForeignGateway,
    _ body: (Suite) async throws -> Result
  ) async throws -> Result {
    let client = HTTPClient(reaching: .anyAddress)
    let journal = Journal(correlation: foreign.profile.correlation)
    let stubs = StubServer(catalog, journal: journal, clock: LoopWaiting(), client: client)
    let server = try HTTPServer(serving: stubs, host: foreign.listenHost, port: foreign.listenPort)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      let judged = GatewayUnderTest(
        base: foreign.base,
        key: foreign.key,
        client: client,
        fetcher: MediaFetcher(client: client, media: foreign.profile.media),
        journal: journal,
        clock: LoopWaiting(),
        claims: foreign.profile.claims.wire,
        decoder: ForeignPictures.decoder
      )
      try await sendCanary(judged, foreign)
      return try await body(suite(judged, foreign.profile))
    }
  }

  /// Proves the whole way with the first model that the gateway has.
  private func sendCanary(_ judged: GatewayUnderTest, _ foreign: ForeignGateway) async throws {
    let places = Suite.places(in: catalog, of: WireStage.providers, foreign.profile)
    guard let first = places.first(where: { $0.mode == .textToImage }) else {
      throw UsageError.noModels(gateway: foreign.profile.name)
    }
    let canary = Canary(judged, catalog: catalog)
    if let hop = await canary.brokenHop(model: first.forcedModel, upstream: foreign.upstreamURL) {
      throw BrokenHop(description: hop)
    }
  }

  private func gateway(
    _ base: String,
    _ key: String,
    _ client: HTTPClient,
    _ journal: Journal,
    _ claims: GatewayUnderTest.Claims
  ) -> GatewayUnderTest {
    GatewayUnderTest(
      base: base,
      key: key,
      client: client,
      fetcher: client,
      journal: journal,
      clock: LoopWaiting(),
      claims: claims,
      decoder: ForeignPictures.decoder
    )
  }

  private func suite(_ gateway: GatewayUnderTest, _ profile: GatewayProfile? = nil) -> Suite {
    let suite = Suite.wire(
      gateway,
      catalog: catalog,
      expected: expected,
      providers: WireStage.providers,
      profile: profile
    )
    return profile?.narrowed(suite) ?? suite
  }
}

/// The canary did not come through: nothing can be found out.
struct BrokenHop: Error, Equatable, CustomStringConvertible {
  let description: String
}
