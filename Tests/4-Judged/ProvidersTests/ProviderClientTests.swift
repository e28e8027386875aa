import TestSupport
import CanonicalJSON
import Catalog
import HTTPMessages
import Providers
import Synchronization
import Testing

struct ProviderClientTests {
  private let call = ProviderCall(endpoint: "black-forest-labs/flux-dev", input: ["prompt": "a"])
  private let dialect: ProviderDialect

  init() throws {
    dialect = ProviderDialect(try #require(Provider.known["replicate"]), key: "r8_fake")
  }

  private func client(_ upstream: Script, patience: Duration = .seconds(120)) -> ProviderClient {
    ProviderClient(client: upstream, clock: TestClock(passing: .seconds(30)), patience: patience)
  }

  @Test func `polls until the work is done and fetches what it made`() async throws {
    let upstream = Script([
      ("POST", 202, #"{"id":"p1","status":"starting"}"#),
      ("GET", 200, #"{"id":"p1","status":"processing","output":null}"#),
      ("GET", 200, #"{"id":"p1","status":"succeeded","output":["https://d/1","https://d/2"]}"#),
      ("GET", 200, "one"), ("GET", 200, "two"),
    ])
    let result = try await client(upstream).generate(call, by: dialect)
    #expect(result.pictures == [Array("one".utf8), Array("two".utf8)])
    #expect(upstream.asked.last == "GET https://d/2")
  }

  @Test func `calls the work off at the deadline`() async throws {
    let waiting = ("GET", 200, #"{"id":"p1","status":"processing","output":null}"#)
    let upstream = Script(
      [("POST", 202, #"{"id":"p1","status":"starting"}"#)] + Array(repeating: waiting, count: 99)
    )
    await #expect {
      try await client(upstream).generate(call, by: dialect)
    } throws: { ($0 as? ProviderFailure)?.kind == .deadline }
    #expect(upstream.asked.last == "POST https://api.replicate.com/v1/predictions/p1/cancel")
    #expect(upstream.asked.filter { $0.hasSuffix("/cancel") }.count == 1)
  }

  @Test func `a picture that is cut short or gone is a failure`() async throws {
    for (status, fields, kind) in [
      (200, ["Content-Length": "99"] as HTTPFields, ProviderFailure.Kind.unreadable),
      (404, [:], .unavailable),
    ] {
      let upstream = Script(
        [
          ("POST", 201, #"{"id":"p1","status":"succeeded","output":"https://d/1"}"#),
          ("GET", status, "one"),
        ],
        fields: fields
      )
      await #expect {
        try await client(upstream).generate(call, by: dialect)
      } throws: { ($0 as? ProviderFailure)?.kind == kind }
    }
  }

  @Test func `an upstream that gives no answer is unreachable`() async throws {
    await #expect {
      try await client(Script([])).generate(call, by: dialect)
    } throws: { ($0 as? ProviderFailure)?.kind == .unreachable }
  }

  @Test func `pauses grow up to the longest`() {
    let schedule = PollSchedule(first: .seconds(1), growth: 2, longest: .seconds(5))
    #expect((0..<5).map(schedule.pause) == [1, 2, 4, 5, 5].map { Duration.seconds($0) })
  }
}

/// An upstream that gives prepared answers in order, and refuses what it was not prepared for.
final class Script: HTTPHandler {
  private struct Exhausted: Error {}
  private let fields: HTTPFields
  private let state: Mutex<(rest: [(String, Int, String)], asked: [String])>

  init(_ answers: [(String, Int, String)], fields: HTTPFields = [:]) {
    state = Mutex((answers, []))
    self.fields = fields
  }

  var asked: [String] { state.withLock { $0.asked } }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let answer = state.withLock { state in
      state.asked.append("\(request.method.name) \(request.url)")
      let isNext = state.rest.first?.0 == request.method.name
      return isNext ? state.rest.removeFirst() : nil
    }
    guard let answer else { throw Exhausted() }
    return HTTPResponse(HTTPStatus(answer.1), fields: fields, body: HTTPBody(answer.2))
  }
}
