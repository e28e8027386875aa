import Conformance
import FaultyGateways
import HTTPMessages
import HTTPTransport
import Synchronization
import TestSupport
import Testing

@Suite(.heavy)
struct CorrectGatewayTests {
  @Test(arguments: CorrectGateway.all)
  func `the judge blames nobody for doing right in another way`(
    _ gateway: CorrectGateway
  ) async throws {
    let bench = try WireTrial.shared.get()
    let suite = bench.suite(
      through: gateway.client,
      upstream: gateway.upstream,
      options: gateway.options,
      groups: Set(gateway.prefixes.map { WireTrial.group("wire/" + $0) })
    )
    let cases = suite.cases.filter { item in
      gateway.prefixes.contains { item.id.hasPrefix("wire/" + $0) }
    }
    for prefix in gateway.prefixes {
      #expect(cases.contains { $0.id.hasPrefix("wire/" + prefix) }, "\(prefix)")
    }
    let outcome = await bench.judge(suite, cases)
    #expect(outcome.failures == [])
    #expect(outcome.skipped <= cases.count / 10)
    #expect(outcome.passed > 0)
  }

  @Test func `the judge reads HTTP 1.0`() async throws {
    let bench = try WireTrial.shared.get()
    let gateway = Box()
    try await withOldServer(serving: gateway) { authority in
      let client = HTTPClient(reaching: .anyAddress)
      let suite = bench.suite(
        through: { next in
          gateway.put(next)
          return HTTPHandlerClosure { request in
            var request = request
            request.authority = authority
            return try await client.respond(to: request)
          }
        },
        groups: ["format"]
      )
      let outcome = await bench.judge(suite, prefix: "wire/format/flux.2-max/fal")
      #expect(outcome.failures == [])
      #expect(outcome.passed > 10)
    }
  }
}

/// Holds a handler that is made after whoever serves it.
private final class Box: HTTPHandler {
  private let handler = Mutex<(any HTTPHandler)?>(nil)

  func put(_ next: any HTTPHandler) { handler.withLock { $0 = next } }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard let next = handler.withLock({ $0 }) else { return HTTPResponse(503) }
    return try await next.respond(to: request)
  }
}
