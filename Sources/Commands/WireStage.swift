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

  /// The cases as they are listed and shown: nothing listens anywhere.
  var listed: Suite {
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
      )
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
    let stubs = StubServer(catalog, clock: LoopWaiting(), client: client)
    let server = try HTTPServer(serving: stubs, host: foreign.listenHost, port: foreign.listenPort)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      let judged = gateway(foreign.base, foreign.key, client, stubs.journal, foreign.claims)
      let canary = Canary(judged, catalog: catalog)
      if let hop = await canary.brokenHop(
        model: "fal/flux.2-max",
        upstream: foreign.upstreamURL ?? server.url
      ) {
        throw BrokenHop(description: hop)
      }
      return try await body(suite(judged))
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

  private func suite(_ gateway: GatewayUnderTest) -> Suite {
    Suite.wire(
      gateway,
      catalog: catalog,
      expected: expected,
      providers: WireStage.providers
    )
  }
}

/// Where somebody else's gateway is, and where it finds the providers.
struct ForeignGateway {
  /// What comes before `/images/generations`.
  let base: String
  let key: String
  let listenHost: String
  let listenPort: Int
  /// The stubs' address as the gateway sees it, where that is another than theirs.
  let upstreamURL: String?

  /// What is asked of a gateway that says nothing of itself.
  var claims: GatewayUnderTest.Claims {
    var claims = GatewayUnderTest.Claims()
    claims.jsonEdits = false
    claims.gatewayFaults = false
    return claims
  }

  /// Nil where `--gateway` is not given.
  init?(_ call: Invocation) throws(UsageError) {
    guard let base = call.value("gateway") else { return nil }
    guard HTTPURL(base) != nil else { throw .notAURL(option: "--gateway", value: base) }
    let listen = call.value("upstream-listen") ?? "127.0.0.1:0"
    guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[colon...].dropFirst()),
      0...65535 ~= port
    else { throw .notAnAddress(option: "--upstream-listen", value: listen) }
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    key = call.value("gateway-key") ?? "any"
    listenHost = String(listen[..<colon])
    listenPort = port
    upstreamURL = call.value("upstream-url")
  }
}

/// The canary did not come through: nothing can be found out.
struct BrokenHop: Error, Equatable, CustomStringConvertible {
  let description: String
}
