import CanonicalJSON
import Conformance
import Contract
import FaultyGateways
import HTTPMessages
import TestSupport
import Testing

@Suite(.heavy)
struct CaseTracesTests {
  private static let key = "planted-secret-of-a-client"

  private func results(
    _ prefix: String,
    _ wrap: (any HTTPHandler) -> any HTTPHandler
  ) async throws -> [CaseResult] {
    let bench = try WireTrial.shared.get()
    let bed = bench.suite(through: wrap)
    var session = bed.session
    session.witness?.traces = CaseTraces(secrets: [CaseTracesTests.key])
    let runner = Runner(requirements: bench.requirements)
    var results: [CaseResult] = []
    let cases = bed.cases.filter { $0.id.hasPrefix(prefix) }
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: cases.count)
    _ = await runner.run(cases, in: session, beginning) { event in
      if case .finished(let result) = event { results.append(result) }
    }
    return results
  }

  @Test func `a failed case carries what both sides said, without a secret`() async throws {
    let results = try await results("wire/sizes/flux.2-max/fal/t2i/4x3") { gateway in
      HTTPHandlerClosure { request in
        var response = try await gateway.respond(to: request)
        response.fields["X-Echo"] = CaseTracesTests.key
        if request.target.path.hasSuffix("/generations") {
          return HTTPResponse(500, fields: response.fields, body: HTTPBody("{\"broken\":1}"))
        }
        return response
      }
    }
    let failed = try #require(results.flatMap(\.findings).first { $0.verdict == .failed })
    let ask = try #require(failed.notes["trace"]?[0])
    #expect(ask["request"]?.stringValue?.hasPrefix("POST ") == true)
    #expect(ask["status"] == 500)
    #expect(ask["answer"]?.stringValue?.contains("{\"broken\":1}") == true)
    #expect(ask["ms"]?.doubleValue ?? -1 >= 0)
    #expect(ask["upstream"]?.arrayValue?.isEmpty == false)
    #expect(!failed.notes.text.contains(CaseTracesTests.key))
  }

  @Test func `a case that passed keeps none`() async throws {
    let results = try await results("wire/sizes/flux.2-max/fal/t2i/4x3") { $0 }
    #expect(!results.isEmpty)
    #expect(results.flatMap(\.findings).allSatisfy { $0.notes["trace"] == nil })
  }

  @Test func `three failures of a requirement keep theirs`() async throws {
    let results = try await results("wire/sizes/flux.2-max/fal/t2i/") { _ in
      HTTPHandlerClosure { _ in HTTPResponse(200, body: HTTPBody("{\"data\":[]}")) }
    }
    let failed = results.flatMap(\.findings).filter { $0.verdict == .failed }
    let traced = failed.filter { $0.notes["trace"] != nil }
    #expect(results.count > 3)
    let counts = Dictionary(grouping: traced, by: \.requirement).mapValues(\.count)
    #expect(counts.values.max() == 3)
  }
}

extension JSONObject {
  fileprivate var text: String { JSON.object(self).text() }
}
