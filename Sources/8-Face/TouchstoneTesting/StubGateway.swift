import Catalog
import Exchanges
public import Foundation
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Stubs

/// A gateway on this machine that answers as the real one does, with stub providers behind it.
///
/// `@Test(.stubGateway)` and `withStubGateway` start one and end it.
public struct StubGateway: Sendable {
  /// The URL before `/images/generations`; SDKs call it the base URL.
  public let url: URL
  private let door: FaultyGateway
  private let journal: Journal
  private let providers: StubServer

  @TaskLocal static var scoped: StubGateway?

  /// Any key passes; this is one.
  public var key: String { "any-key" }

  /// The stub of the test that is running; throws outside of `@Test(.stubGateway)`.
  public static var current: StubGateway {
    get throws {
      guard let scoped else { throw StubError.notInScope("StubGateway", trait: ".stubGateway") }
      return scoped
    }
  }

  /// The requests for pictures that have reached the gateway, in order of arrival.
  public var calls: [Call] {
    journal.all.filter { FaultyGateway.isImageCall($0.request) }.map(Call.init)
  }

  /// Every request that has reached the gateway: pages about models and downloads of pictures, too.
  public var requests: [Call] { journal.all.map(Call.init) }

  /// Every request that the gateway has made to its providers.
  public var providerRequests: [Call] { providers.journal.all.map(Call.init) }

  /// Hits the next calls with a fault.
  public func post(_ fault: StubFault) throws {
    let parsed = try fault.parsed()
    if let code = parsed.gatewayCode, Gateway.refusal(code: code) == nil {
      throw StubError.noErrorCode(code)
    }
    if FaultyGateway.plays(parsed) { door.faults.post(parsed) } else { providers.post(parsed) }
  }

  /// Starts a gateway for the time that `body` takes.
  nonisolated(nonsending) static func serve<Result>(
    faults: [StubFault],
    _ body: (StubGateway) async throws -> Result
  ) async throws -> Result {
    let environment = Environment.offline
    let offline = Offline(try ModelCatalog.shipped(), in: environment)
    let door = FaultyGateway(gateway: offline.gateway, clock: environment.clock)
    let journal = Journal()
    return try await withServer(Tap(door, into: journal, clock: environment.clock)) { url in
      let stub = StubGateway(
        url: url.appending(path: "v1"),
        door: door,
        journal: journal,
        providers: offline.stubs
      )
      for fault in faults { try stub.post(fault) }
      return try await body(stub)
    }
  }
}

/// Runs `body` with a gateway on this machine, for tests that take no traits.
public nonisolated(nonsending) func withStubGateway<Result>(
  faults: [StubFault] = [],
  _ body: (StubGateway) async throws -> Result
) async throws -> Result {
  try await StubGateway.serve(faults: faults) { stub in
    try await StubGateway.$scoped.withValue(stub) { try await body(stub) }
  }
}
