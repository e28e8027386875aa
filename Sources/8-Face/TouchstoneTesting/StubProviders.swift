import Catalog
import Exchanges
public import Foundation
import HTTPMessages
import HTTPTransport
import Stubs

/// The providers on this machine, for the tests of a gateway: as strict as the real ones, with drawn pictures.
public struct StubProviders: Sendable {
  /// Where all of them are; each has its own path below.
  public let url: URL
  let stubs: StubServer

  @TaskLocal static var scoped: StubProviders?

  /// In the place of `https://fal.run`.
  public var fal: URL { url.appending(path: "fal") }
  /// In the place of `https://queue.fal.run`.
  public var falQueue: URL { url.appending(path: "fal-queue") }
  /// In the place of `https://api.replicate.com/v1`.
  public var replicate: URL { url.appending(path: "replicate/v1") }
  /// In the place of `https://api.fireworks.ai/inference/v1`.
  public var fireworks: URL { url.appending(path: "fireworks/inference/v1") }

  /// The stubs of the test that is running; throws outside of `@Test(.stubProviders)`.
  public static var current: StubProviders {
    get throws {
      guard let scoped else {
        throw StubError.notInScope("StubProviders", trait: ".stubProviders")
      }
      return scoped
    }
  }

  /// The requests that asked a model for pictures, in order of arrival.
  public var calls: [Call] {
    stubs.journal.all.filter { stubs.isModelCall($0.request) }.map(Call.init)
  }

  /// Every request that has reached the providers: polls, uploads and downloads, too.
  public var requests: [Call] { stubs.journal.all.map(Call.init) }

  /// Hits the next calls with a fault.
  public func post(_ fault: StubFault) throws { stubs.post(try fault.parsed()) }

  /// Starts the providers for the time that `body` takes.
  nonisolated(nonsending) static func serve<Result>(
    faults: [StubFault],
    _ body: (StubProviders) async throws -> Result
  ) async throws -> Result {
    let stubs = StubServer(try ModelCatalog.shipped(), in: .online)
    return try await withServer(stubs) { url in
      let providers = StubProviders(url: url, stubs: stubs)
      for fault in faults { try providers.post(fault) }
      return try await body(providers)
    }
  }
}

/// Runs `body` with the providers on this machine, for tests that take no traits.
public nonisolated(nonsending) func withStubProviders<Result>(
  faults: [StubFault] = [],
  _ body: (StubProviders) async throws -> Result
) async throws -> Result {
  try await StubProviders.serve(faults: faults) { stubs in
    try await StubProviders.$scoped.withValue(stubs) { try await body(stubs) }
  }
}
