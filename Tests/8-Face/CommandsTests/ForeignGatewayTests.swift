import Terminal
import CanonicalJSON
import Catalog
import Commands
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Stubs
import TestSupport
import Testing

/// `check --gateway`: somebody else's gateway, played by the reference behind a socket.
@Suite(.heavy)
struct ForeignGatewayTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  private func check(_ arguments: String...) async -> CapturedRun {
    await touchstone(["check", "wire/n/flux.2-max/fal"] + arguments, in: root)
  }

  /// A gateway that looks for the providers at `origin`.
  private func gateway(upstream origin: String) throws -> Gateway {
    let catalog = try ModelCatalog.shipped()
    return Offline(
      catalog,
      stubs: StubServer(catalog, in: .offline),
      origin: origin,
      client: HTTPClient(reaching: .anyAddress),
      in: .offline
    ).gateway
  }

  @Test func `judges a gateway that is led to the stubs`() async throws {
    let port = try ReservedPort.next()
    let gateway = try gateway(upstream: "http://127.0.0.1:\(port)")
    try await withHTTPServer(serving: gateway) { server in
      let run = await check(
        "--gateway",
        "\(server.url)/v1",
        "--upstream-listen",
        "127.0.0.1:\(port)"
      )
      #expect(run.code == .success, "\(run.errors) \(run.output)")
      #expect(run.output.contains("36 passed"))
    }
  }

  @Test func `judges a gateway that is led to recordings`() async throws {
    let port = try ReservedPort.next()
    let gateway = try gateway(upstream: "http://127.0.0.1:\(port)")
    try await withHTTPServer(serving: gateway) { server in
      let run = await touchstone(
        [
          "check", "responses/fal/flux.1-dev", "responses/replicate/flux.1-dev/edit",
          "--upstream", "replay", "--gateway", "\(server.url)/v1", "--upstream-listen",
          "127.0.0.1:\(port)",
        ],
        in: root
      )
      #expect(run.code == .success, "\(run.errors) \(run.output)")
      #expect(run.output.contains("6 passed"))
    }
  }

  @Test func `says that nobody listens where the gateway should be`() async throws {
    let run = await check("--gateway", "http://127.0.0.1:\(try ReservedPort.next())/v1")
    #expect(run.code == .couldNotFindOut)
    #expect(run.errors.contains("harness → gateway"))
  }

  @Test func `writes its reports although there is nobody to judge`() async throws {
    let report = await check(
      "--gateway",
      "http://127.0.0.1:\(try ReservedPort.next())/v1",
      "--json"
    )
    #expect(report.code == .couldNotFindOut)
    let document = try JSON(parsing: Array(report.output.utf8))
    #expect(document["findings"]?[0]?["case"] == "canary")
    #expect(document["findings"]?[0]?["why"]?.stringValue?.hasPrefix("harness → gateway") == true)
    #expect((document["counts"]?["unrun"]?.intValue ?? 0) > 0)
  }

  @Test func `asks whether the base is right where nothing stands there`() async throws {
    let gateway = try gateway(upstream: "http://127.0.0.1:\(try ReservedPort.next())")
    try await withHTTPServer(serving: gateway) { server in
      let run = await check("--gateway", "\(server.url)/v7")
      #expect(run.code == .couldNotFindOut)
      #expect(run.errors.contains("is \(server.url)/v7 right?"), "\(run.errors)")
    }
  }

  @Test func `says that the gateway asks other providers than the stubs`() async throws {
    let gateway = try gateway(upstream: "http://127.0.0.1:\(try ReservedPort.next())")
    try await withHTTPServer(serving: gateway) { server in
      let run = await check("--gateway", "\(server.url)/v1")
      #expect(run.code == .couldNotFindOut)
      #expect(run.errors.contains("gateway → upstream"))
    }
  }
}
