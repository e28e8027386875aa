import Catalog
import Conformance
import Exchanges
import Goldens
import HTTPMessages
import HTTPTransport
import Offline
import Stubs

/// Sets up both sides of a gateway for the cases that ask it.
struct WireStage {
  let catalog: ModelCatalog
  let expected: [ExpectedLine]
  /// Is told of every request that a case makes; nil where nobody follows.
  var trace: (@Sendable (GatewayUnderTest.Trace) -> Void)?
  /// What declared providers receive.
  let received: ReceivedInputs

  /// Who keeps what both sides show, where two gateways are compared.
  var witness: CaseWitness?

  /// The providers whose stubs are whole enough to judge by.
  static let providers: Set<String> = ["fal", "fireworks", "replicate"]

  /// These and the declared ones, whose stubs are as whole as their files.
  var judgedProviders: Set<String> {
    WireStage.providers.union(catalog.providers.map(\.name))
  }

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
    _ body: (WiredSuite) async throws -> Result
  ) async throws -> Result {
    let client = HTTPClient(reaching: .anyAddress)
    let stubs = StubServer(catalog, clock: LoopWaiting(), client: client)
    var options = Offline.Options(unixTime: { WallClock.seconds })
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
        let judged = gateway("\(server.url)/openai/v1", WireStage.key, client, stubs.journal)
        let strays = Strays(judged, catalog: catalog)
        // The reference breaks no circuit.
        return try await body(
          WiredSuite(suite: suite(judged), isolatesFaults: false, strays: strays.findings)
        )
      }
    }
  }

  private func gateway(
    _ base: String,
    _ key: String,
    _ client: HTTPClient,
    _ journal: Journal
  ) -> GatewayUnderTest {
    var gateway = GatewayUnderTest(
      base: base,
      key: key,
      client: client,
      fetcher: client,
      journal: journal,
      clock: LoopWaiting(),
      decoder: ForeignPictures.decoder
    )
    gateway.trace = trace
    gateway.witness = witness
    return gateway
  }

  func suite(_ gateway: GatewayUnderTest, _ profile: GatewayProfile? = nil) -> Suite {
    let suite = Suite.wire(
      gateway,
      catalog: catalog,
      expected: expected,
      providers: judgedProviders,
      profile: profile,
      received: received
    )
    return profile?.narrowed(suite) ?? suite
  }
}

/// The canary did not come through: nothing can be found out.
struct BrokenHop: Error, Equatable, CustomStringConvertible {
  let description: String
}
