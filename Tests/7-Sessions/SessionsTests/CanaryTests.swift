import CanonicalJSON
import Catalog
import Conformance
import Exchanges
import HTTPMessages
import HTTPTransport
import Stubs
import TestSupport
import Testing

struct CanaryTests {
  @Test func `a stub's refusal is the gateway's key, and said so`() async throws {
    let journal = Journal()
    let stubs = StubServer(try ModelCatalog.shipped(), journal: journal, in: .offline)
    let witness = WireWitness(
      base: "http://gateway.invalid/v1",
      key: "any",
      client: HTTPHandlerClosure { request in
        var call = HTTPRequest(.post, url: "http://stubs.invalid/fal/fal-ai/flux-2-max")!
        let asked = try JSON(parsing: try await request.body.collected())
        call.fields = [.authorization: "Key no-colon", .contentType: "application/json"]
        call.body = .bytes((["prompt": asked["prompt"] ?? ""] as JSON).bytes())
        _ = try await stubs.respond(to: call)
        return HTTPResponse(500, body: HTTPBody(#"{"detail": "upstream said no"}"#))
      },
      fetcher: HTTPHandlerClosure { _ in HTTPResponse(404) },
      journal: journal,
      catalog: try ModelCatalog.shipped(),
      clock: TestClock.byHand()
    )
    let outcome = await Canary(witness)
      .outcome(model: "fal/flux.2-max", upstream: "http://stubs.invalid")
    guard case .broken(let hop) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(hop.hasPrefix("gateway → upstream: fal's stub refused the call with 401: "), "\(hop)")
    #expect(hop.contains("touchstone stub --print env"))
  }
}
