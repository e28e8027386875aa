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

  @Test func `an order that gets no answer is placed once, and leaves open what became of it`()
    async
  {
    let upstream = Script([])
    await #expect {
      try await client(upstream).generate(call, by: dialect)
    } throws: {
      let failure = $0 as? ProviderFailure
      return failure?.kind == .unreachable && failure?.isOpen == true
    }
    #expect(upstream.asked.count == 1)
  }

  @Test func `an order that can't have arrived leaves nothing open`() async {
    struct Refused: SendingError { let isUnsent = true }
    let client = ProviderClient(
      client: HTTPHandlerClosure { _ in throw Refused() },
      clock: TestClock(passing: .seconds(30))
    )
    await #expect {
      try await client.generate(call, by: dialect)
    } throws: { ($0 as? ProviderFailure)?.isOpen == false }
  }

  @Test func `what is lost of work that is known is asked for again`() async throws {
    let upstream = Script([
      ("POST", 202, #"{"id":"p1","status":"starting"}"#), ("LOST", 0, ""), ("GET", 503, "busy"),
      ("GET", 200, #"{"id":"p1","status":"succeeded","output":["https://d/1"]}"#),
      ("LOST", 0, ""), ("GET", 502, "busy"), ("GET", 200, "one"),
    ])
    let result = try await client(upstream).generate(call, by: dialect)
    #expect(result.pictures == [Array("one".utf8)])
    #expect(upstream.asked.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test func `work that was called off leaves nothing open`() async {
    let waiting = ("GET", 200, #"{"id":"p1","status":"processing","output":null}"#)
    let start = ("POST", 202, #"{"id":"p1","status":"starting"}"#)
    for (end, isOpen) in [(("POST", 200, "{}"), false), (("POST", 500, "{}"), true)] {
      let upstream = Script([start] + Array(repeating: waiting, count: 4) + [end])
      await #expect {
        try await client(upstream).generate(call, by: dialect)
      } throws: {
        ($0 as? ProviderFailure)?.isOpen == isOpen
      }
    }
  }

  @Test func `an answer that leads elsewhere is followed without the key, by whoever may go there`()
    async throws
  {
    let text = """
      {"name": "acme", "key_variable": "K", "key_scheme": "Bearer", "bases": {"api": "https://a.example"},
      "calls": {"submit": {"method": "POST", "base": "api", "path": "/{endpoint}"},
      "status": {"method": "GET", "base": "api", "path": "/poll/{id}"}},
      "statuses": {"wait": "waiting", "ok": "done"},
      "pointers": {"id": "/id", "poll": "/poll", "status": "/status", "output": "/output", "error": "/e"}}
      """
    let data = try Provider(file: .init(name: "acme.json", text: text))
    let own = Script([("POST", 200, #"{"id":"1","status":"wait","poll":"http://10.0.0.1/x"}"#)])
    let guarded = Script([
      ("GET", 200, #"{"id":"1","status":"ok","output":"https://d/1"}"#), ("GET", 200, "one"),
    ])
    let client = ProviderClient(
      client: own,
      downloads: guarded,
      clock: TestClock(passing: .seconds(1))
    )
    let dialect = ProviderDialect(data, key: "planted")
    _ = try await client.generate(call, by: dialect)
    #expect(own.asked.count == 1)
    #expect(guarded.asked.first == "GET http://10.0.0.1/x")
    #expect(!guarded.keys.contains { $0.contains("planted") })
  }

  @Test func `a picture that pauses for too long is given up`() async {
    let clock = TestClock.byHand()
    let upstream = HTTPHandlerClosure { request in
      if request.method == .post {
        let body = #"{"id":"p1","status":"succeeded","output":"https://d/1"}"#
        return HTTPResponse(201, body: HTTPBody(body))
      }
      let stream = HTTPBodyStream(length: 9) {
        try await clock.wait(for: .seconds(60))
        return [1]
      }
      return HTTPResponse(200, body: .stream(stream))
    }
    let client = ProviderClient(client: upstream, clock: clock, silence: .seconds(2))
    let work = Task { try await client.generate(call, by: dialect) }
    // The deadline of all, that of the next part, and the part itself.
    await settle { clock.sleeping == 3 }
    clock.advance(by: .seconds(2))
    await #expect {
      try await work.value
    } throws: { ($0 as? ProviderFailure)?.kind == .deadline }
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
  private let state: Mutex<(rest: [(String, Int, String)], asked: [String], keys: [String])>

  init(_ answers: [(String, Int, String)], fields: HTTPFields = [:]) {
    state = Mutex((answers, [], []))
    self.fields = fields
  }

  var asked: [String] { state.withLock { $0.asked } }
  /// The authorizations of the requests.
  var keys: [String] { state.withLock { $0.keys } }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let answer = state.withLock { state -> (String, Int, String)? in
      state.asked.append("\(request.method.name) \(request.url)")
      state.keys.append(request.fields[.authorization] ?? "")
      if state.rest.first?.0 == "LOST" {
        state.rest.removeFirst()
        return nil
      }
      let isNext = state.rest.first?.0 == request.method.name
      return isNext ? state.rest.removeFirst() : nil
    }
    guard let answer else { throw Exhausted() }
    return HTTPResponse(HTTPStatus(answer.1), fields: fields, body: HTTPBody(answer.2))
  }
}
