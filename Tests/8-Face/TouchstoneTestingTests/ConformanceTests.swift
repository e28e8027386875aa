import HTTPTransport
import Offline
import TestSupport
import Testing
import Catalog
import Foundation
import Gateway
import HTTPMessages

@testable import TouchstoneTesting

@Suite(.heavy)
struct ConformanceTests {
  /// The reference led to the test's providers; `alter` stands before it.
  private func withGateway(
    before alter: @escaping @Sendable (HTTPResponse) -> HTTPResponse = { $0 },
    _ body: (URL) async throws -> Void
  ) async throws {
    let providers = try StubProviders.current
    let offline = Offline(
      try ModelCatalog.shipped(),
      stubs: providers.stubs,
      origin: "http://127.0.0.1:\(try #require(providers.url.port))",
      client: HTTPClient(reaching: .anyAddress),
      in: .offline
    )
    let gateway = offline.gateway
    let faulty = HTTPHandlerClosure { alter(try await gateway.respond(to: $0)) }
    try await withServer(faulty) { try await body($0.appending(path: "openai/v1")) }
  }

  @Test(.stubProviders) func `finds nothing in a gateway that conforms`() async throws {
    try await withGateway { url in
      try await expectConforms(to: url, only: ["wire/sizes/flux.2-max/fal"])
    }
  }

  @Test(.stubProviders) func `finds what a gateway does wrong`() async throws {
    let name = "wire/sizes/flux.2-max/fal/t2i/4x3"
    try await withGateway(before: { _ in HTTPResponse(500) }) { url in
      let failures = try await conformanceFailures(of: url, only: [name])
      #expect(failures.count == 1)
      #expect(failures.first?.hasPrefix("failed: \(name) · size.table (published)") == true)
    }
  }

  @Test(.stubProviders) func `finds that nobody answers`() async throws {
    let gone = try #require(URL(string: "http://127.0.0.1:1"))
    let name = "wire/sizes/flux.2-max/fal/t2i/4x3"
    let failures = try await conformanceFailures(of: gone, only: [name])
    #expect(failures.count == 1)
    #expect(failures.first?.hasPrefix("errored: \(name)") == true)
  }

  @Test(.stubProviders) func `asks only for providers that the gateway calls`() async throws {
    let url = try StubProviders.current.url
    let prefixes = ["wire/sizes/flux.2-max/replicate"]
    await #expect(throws: StubError.noCases(prefixes)) {
      try await expectConforms(to: url, only: prefixes, providers: ["fal"])
    }
  }

  @Test(.stubProviders) func `says when no case is chosen`() async throws {
    let url = try StubProviders.current.url
    await #expect(throws: StubError.noCases(["nothing"])) {
      try await expectConforms(to: url, only: ["nothing"])
    }
  }
}
