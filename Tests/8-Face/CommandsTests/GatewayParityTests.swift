import Terminal
import CanonicalJSON
import Catalog
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Stubs
import TestSupport
import Testing

@testable import Commands

/// The same cases through two gateways: the reference, and one with a planted fault behind a socket.
@Suite(.heavy)
struct GatewayParityTests {
  private let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  /// Sends every 4:3 picture out as 1024x768, which is no published size.
  private struct Careless: HTTPHandler {
    let network = HTTPClient(reaching: .anyAddress)

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      var request = request
      let bytes = try await request.body.collected()
      let text = String(decoding: bytes, as: UTF8.self)
      let careless = text.replacing(
        #""image_size":{"width":1183,"height":887}"#,
        with: #""image_size":{"width":1024,"height":768}"#
      )
      request.body = .bytes(Array(careless.utf8))
      return try await network.respond(to: request)
    }
  }

  private func gateway(upstream origin: String) throws -> Gateway {
    let catalog = try ModelCatalog.shipped()
    return Offline(
      catalog,
      stubs: StubServer(catalog, in: .offline),
      origin: origin,
      client: Careless(),
      in: .offline
    ).gateway
  }

  private func parity(with url: String, _ port: Int, _ words: String...) async -> CapturedRun {
    await touchstone(
      [
        "parity", "--gateway", "reference", "--gateway", "\(url)/v1", "--upstream-listen",
        "127.0.0.1:\(port)", "wire/sizes/flux.2-max/fal/t2i", "--exclude", "wire/sizing",
      ] + words,
      in: root
    )
  }

  @Test func `two gateways that do the same are alike, and one that does not is shown`()
    async throws
  {
    let port = try ReservedPort.next()
    let gateway = try gateway(upstream: "http://127.0.0.1:\(port)")
    try await withHTTPServer(serving: gateway) { server in
      let run = await parity(with: server.url, port, "--json")
      #expect(run.code == .success, "\(run.errors)")
      let json = try JSON(parsing: run.output)
      #expect(json["gateways"] == ["reference", .string("\(server.url)/v1")])
      let cases = try #require(json["cases"]?.intValue)
      let alike = try #require(json["alike"]?.intValue)
      #expect(cases > 5 && alike < cases)
      let groups = try #require(json["requirements"]?.arrayValue)
      #expect(groups.first?["requirement"] == "size.table")
      let difference = try #require(groups[0]["differences"]?[0])
      #expect(difference["case"] == "wire/sizes/flux.2-max/fal/t2i/4x3")
      #expect(difference["verdicts"] == ["passed", "failed"])
      let places = try #require(difference["places"]?.arrayValue)
      let pointers = places.compactMap { $0["pointer"]?.stringValue }
      #expect(pointers.contains("/upstream/0/input/image_size/width"))
      let picture = places.first { $0["pointer"] == "/response/data/0/picture" }
      #expect(picture?["first"]?.stringValue?.hasPrefix("1183x887") == true)
      #expect(picture?["second"]?.stringValue?.hasPrefix("1024x768") == true)
      let sides = difference["second"]?[0]
      #expect(sides?["upstream"]?[0]?["input"]?["image_size"]?["width"] == 1024)
      #expect(sides?["response"]?["status"] == 200)
    }
  }

  @Test func `the reference is like itself`() async {
    let run = await touchstone(
      [
        "parity", "--gateway", "reference", "--gateway", "reference", "wire/n/flux.2-max/fal",
        "wire/format/flux.2-max/fal", "--report", "markdown=-",
      ],
      in: root
    )
    #expect(run.code == .success)
    #expect(run.output.contains(" alike, 0 differ."), "\(run.output)")
  }

  @Test func `one gateway is none to compare`() async {
    let run = await touchstone(["parity", "--gateway", "reference"], in: root)
    #expect(run.errors == "error: two gateways are compared, not 1; give --gateway twice\n")
    #expect(run.code == .usage)
  }
}
