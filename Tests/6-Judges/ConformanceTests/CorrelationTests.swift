import TestSupport
import Catalog
import Conformance
import Exchanges
import HTTPMessages
import Synchronization
import Testing

struct CorrelationTests {
  @Test(arguments: [
    (Correlation.prompt, nil as HTTPFieldName?), (.serial, nil), (.header("X-Case"), "X-Case"),
    (.traceparent, "traceparent"),
  ])
  func `a request carries its mark in the field that the profile names`(
    correlation: Correlation,
    field: HTTPFieldName?
  ) async throws {
    let seen = Mutex<[HTTPFields]>([])
    let witness = WireWitness(
      base: "http://gateway.invalid/v1",
      key: "any",
      client: HTTPHandlerClosure { request in
        seen.withLock { $0.append(request.fields) }
        return HTTPResponse(500)
      },
      fetcher: HTTPHandlerClosure { _ in HTTPResponse(404) },
      journal: Journal(correlation: correlation),
      catalog: try ModelCatalog.shipped(),
      clock: TestClock.byHand()
    )
    let canary = Canary(witness)
    _ = await canary.outcome(model: "fal/flux.2-max", upstream: "http://stubs.invalid")
    let fields = try #require(seen.withLock { $0.first })
    let marks = ["X-Case", "traceparent"].filter { fields.contains(HTTPFieldName($0)) }
    #expect(marks == [field?.raw].compactMap { $0 })
    switch correlation {
    case .header(let name): #expect(CaseToken(field: fields[name] ?? "") != nil)
    case .traceparent: #expect(CaseToken(traceparent: fields["traceparent"] ?? "") != nil)
    case .prompt, .serial: break
    }
  }

  @Test func `a gateway's words are shown and do nothing`() async throws {
    let words = #"{"error": {"message": "no\u001b[2J\n::set-output name=a::b\u009b1m"}}"#
    let witness = WireWitness(
      base: "http://gateway.invalid/v1",
      key: "any",
      client: HTTPHandlerClosure { _ in HTTPResponse(500, body: HTTPBody(words)) },
      fetcher: HTTPHandlerClosure { _ in HTTPResponse(404) },
      journal: Journal(),
      catalog: try ModelCatalog.shipped(),
      clock: TestClock.byHand()
    )
    let outcome = await Canary(witness)
      .outcome(model: "fal/flux.2-max", upstream: "http://u.invalid")
    let shown =
      #"answered 500 (no\u{1B}[2J\u{A}\u{3A}:set-output name=a::b\u{9B}1m) and no call came"#
    guard case .broken(let hop) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(hop.contains(shown), "\(hop)")
  }
}
