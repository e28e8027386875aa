import Exchanges
import HTTPMessages
import Testing

struct UpstreamTests {
  private static func request(_ target: String, _ body: String = "") -> HTTPRequest {
    HTTPRequest(.post, target: HTTPTarget(target), body: HTTPBody(body))
  }

  /// An upstream that answers every request with the same body.
  private static func upstream(
    answering body: String,
    _ correlation: Correlation = .prompt,
    limits: Journal.Limits = Journal.Limits()
  ) -> Upstream {
    let handler = HTTPHandlerClosure { _ in
      HTTPResponse(200, fields: ["Content-Type": "application/json"], body: HTTPBody(body))
    }
    return Upstream(
      handler,
      journal: Journal(correlation: correlation, limits: limits),
      clock: TickingClock()
    )
  }

  @Test func `ties a call to the case whose token its prompt carries`() async throws {
    let upstream = UpstreamTests.upstream(answering: "{}")
    _ = try await upstream.respond(to: UpstreamTests.request("/m", #"{"prompt":"x [ts:a1]"}"#))
    _ = try await upstream.respond(to: UpstreamTests.request("/m", #"{"prompt":"x"}"#))
    let token = try #require(CaseToken(id: "a1"))
    #expect(upstream.journal.exchanges(of: token).map(\.number) == [1])
    #expect(upstream.journal.strays.map(\.number) == [2])
  }

  @Test(arguments: [
    ("/queue/requests/0123456789abcdef/status", ""),
    ("/media/a/b.png", ""),
    ("/get_result", #"{"id":"0123456789abcdef"}"#),
  ])
  func `ties what follows from a tied answer`(target: String, body: String) async throws {
    let upstream = UpstreamTests.upstream(
      answering: #"{"request_id":"0123456789abcdef","images":[{"url":"http://h/media/a/b.png"}]}"#
    )
    _ = try await upstream.respond(to: UpstreamTests.request("/m", "[ts:a1]"))
    _ = try await upstream.respond(to: UpstreamTests.request(target, body))
    _ = try await upstream.respond(to: UpstreamTests.request("/media/a/c.png"))
    let token = try #require(CaseToken(id: "a1"))
    #expect(upstream.journal.exchanges(of: token).map(\.number) == [1, 2])
    #expect(upstream.journal.strays.map(\.number) == [3])
  }

  @Test func `ties an answer backwards to the case that used it`() async throws {
    let upstream = UpstreamTests.upstream(answering: #"{"upload_url":"http://h/up/1"}"#)
    _ = try await upstream.respond(to: UpstreamTests.request("/initiate"))
    _ = try await upstream.respond(to: UpstreamTests.request("/up/1", "[ts:a1]"))
    #expect(upstream.journal.strays.isEmpty)
  }

  @Test func `ties an upload by its bytes`() async throws {
    let upstream = UpstreamTests.upstream(answering: "{}")
    let token = try #require(CaseToken(id: "a1"))
    upstream.journal.expectUpload(of: Array("picture".utf8), for: token)
    _ = try await upstream.respond(to: UpstreamTests.request("/upload", "picture"))
    _ = try await upstream.respond(to: UpstreamTests.request("/upload", "another"))
    #expect(upstream.journal.exchanges(of: token).map(\.number) == [1])
  }

  @Test func `ties by a header, a trace context or the open case`() async throws {
    let token = try #require(CaseToken(id: "a1"))
    for (correlation, name, value) in [
      (Correlation.header("X-Case"), "X-Case", "a1"),
      (.traceparent, "traceparent", token.traceparent), (.serial, "X-Any", "1"),
    ] {
      let upstream = UpstreamTests.upstream(answering: "{}", correlation)
      if correlation == .serial { upstream.journal.open(token) }
      var request = UpstreamTests.request("/m")
      request.fields.append(HTTPFieldName(name), value)
      _ = try await upstream.respond(to: request)
      #expect(upstream.journal.exchanges(of: token).count == 1)
    }
  }

  @Test func `tells the handler whose call it is and keeps that out of the journal`() async throws {
    let handler = HTTPHandlerClosure { request in
      HTTPResponse(200, body: HTTPBody(request.fields[.touchstoneCase] ?? "none"))
    }
    let upstream = Upstream(handler, journal: Journal(), clock: TickingClock())
    let answer = try await upstream.respond(to: UpstreamTests.request("/m", "[ts:a1]"))
    #expect(try await answer.body.collected() == Array("a1".utf8))
    #expect(upstream.journal.all[0].request.fields[.touchstoneCase] == nil)
  }

  @Test func `keeps what was sent of a stream that breaks off`() async throws {
    struct Cut: Error {}
    let handler = HTTPHandlerClosure { _ in
      let parts = Parts([[1, 2], [3]])
      return HTTPResponse(
        200,
        body: .stream(
          HTTPBodyStream {
            guard let part = parts.next() else { throw Cut() }
            return part[...]
          }
        )
      )
    }
    let upstream = Upstream(handler, journal: Journal(), clock: TickingClock())
    let answer = try await upstream.respond(to: UpstreamTests.request("/m"))
    await #expect(throws: Cut.self) { try await answer.body.collected() }
    let exchange = upstream.journal.all[0]
    #expect(exchange.responseBody == [1, 2, 3])
    #expect(exchange.failure == "Cut()")
    #expect(exchange.end != nil)
  }

  @Test func `forgets the oldest exchanges first`() async throws {
    let upstream = UpstreamTests.upstream(answering: "{}", limits: .init(exchanges: 3, bytes: 10))
    for body in ["a", "b", "c", "d"] {
      _ = try await upstream.respond(to: UpstreamTests.request("/m", body))
    }
    #expect(upstream.journal.all.map(\.number) == [2, 3, 4])
    _ = try await upstream.respond(to: UpstreamTests.request("/m", "123456789"))
    #expect(upstream.journal.all.map(\.number) == [4, 5])
    #expect(upstream.journal.count == 5)
  }

  @Test func `forgets a case that was judged`() async throws {
    let upstream = UpstreamTests.upstream(answering: "{}")
    _ = try await upstream.respond(to: UpstreamTests.request("/m", "[ts:a1]"))
    upstream.journal.forget(try #require(CaseToken(id: "a1")))
    #expect(upstream.journal.all.isEmpty)
  }
}
