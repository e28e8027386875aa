import TestSupport
import Exchanges
import HTTPMessages
import Testing

struct JournalTests {
  private static func request(_ target: String, _ body: String = "") -> HTTPRequest {
    HTTPRequest(.post, target: HTTPTarget(target), body: HTTPBody(body))
  }

  /// An upstream that answers every request with the same body, and its journal.
  private struct Upstream {
    let journal: Journal
    private let tap: Tap

    init(
      answering body: String,
      _ correlation: Correlation = .prompt,
      limits: Journal.Limits = Journal.Limits()
    ) {
      let handler = HTTPHandlerClosure { _ in
        HTTPResponse(200, fields: ["Content-Type": "application/json"], body: HTTPBody(body))
      }
      journal = Journal(correlation: correlation, limits: limits)
      tap = Tap(handler, into: journal, clock: TestClock(tick: .milliseconds(1)))
    }

    func respond(to request: HTTPRequest) async throws -> HTTPResponse {
      try await tap.respond(to: request)
    }
  }

  @Test func `ties a call to the case whose token its prompt carries`() async throws {
    let upstream = Upstream(answering: "{}")
    _ = try await upstream.respond(to: JournalTests.request("/m", #"{"prompt":"x [ts:a1]"}"#))
    _ = try await upstream.respond(to: JournalTests.request("/m", #"{"prompt":"x"}"#))
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
    let upstream = Upstream(
      answering: #"{"request_id":"0123456789abcdef","images":[{"url":"http://h/media/a/b.png"}]}"#
    )
    _ = try await upstream.respond(to: JournalTests.request("/m", "[ts:a1]"))
    _ = try await upstream.respond(to: JournalTests.request(target, body))
    _ = try await upstream.respond(to: JournalTests.request("/media/a/c.png"))
    let token = try #require(CaseToken(id: "a1"))
    #expect(upstream.journal.exchanges(of: token).map(\.number) == [1, 2])
    #expect(upstream.journal.strays.map(\.number) == [3])
  }

  @Test func `ties an answer backwards to the case that used it`() async throws {
    let upstream = Upstream(answering: #"{"upload_url":"http://h/up/1"}"#)
    _ = try await upstream.respond(to: JournalTests.request("/initiate"))
    _ = try await upstream.respond(to: JournalTests.request("/up/1", "[ts:a1]"))
    #expect(upstream.journal.strays.isEmpty)
  }

  @Test func `ties an upload by its bytes`() async throws {
    let upstream = Upstream(answering: "{}")
    let token = try #require(CaseToken(id: "a1"))
    upstream.journal.expectUpload(of: Array("picture".utf8), for: token)
    _ = try await upstream.respond(to: JournalTests.request("/upload", "picture"))
    _ = try await upstream.respond(to: JournalTests.request("/upload", "another"))
    #expect(upstream.journal.exchanges(of: token).map(\.number) == [1])
  }

  @Test func `ties by a header, a trace context or the open case`() async throws {
    let token = try #require(CaseToken(id: "a1"))
    for (correlation, name, value) in [
      (Correlation.header("X-Case"), "X-Case", "a1"),
      (.traceparent, "traceparent", token.traceparent), (.serial, "X-Any", "1"),
    ] {
      let upstream = Upstream(answering: "{}", correlation)
      if correlation == .serial { upstream.journal.open(token) }
      var request = JournalTests.request("/m")
      request.fields.append(HTTPFieldName(name), value)
      _ = try await upstream.respond(to: request)
      #expect(upstream.journal.exchanges(of: token).count == 1)
    }
  }

  @Test func `tells the handler whose call it is and keeps that out of the journal`() async throws {
    let handler = HTTPHandlerClosure { request in
      HTTPResponse(200, body: HTTPBody(request.fields[.touchstoneCase] ?? "none"))
    }
    let journal = Journal()
    let tap = Tap(handler, into: journal, clock: TestClock(tick: .milliseconds(1)))
    let answer = try await tap.respond(to: JournalTests.request("/m", "[ts:a1]"))
    #expect(try await answer.body.collected() == Array("a1".utf8))
    #expect(journal.all[0].request.fields[.touchstoneCase] == nil)
  }

  @Test func `ties what follows from an answer that came in parts`() async throws {
    let parts = Parts([Array(#"{"request_id":"0123456789"#.utf8), Array(#"abcdef"}"#.utf8)])
    let handler = HTTPHandlerClosure { _ in
      HTTPResponse(200, body: .stream(HTTPBodyStream { parts.next()?[...] }))
    }
    let journal = Journal()
    let tap = Tap(handler, into: journal, clock: TestClock(tick: .milliseconds(1)))
    _ = try await tap.respond(to: JournalTests.request("/m", "[ts:a1]")).body.collected()
    _ = try await tap.respond(to: JournalTests.request("/requests/0123456789abcdef"))
    #expect(journal.strays.isEmpty)
  }

  @Test func `keeps what was sent of its own accord apart, and whose it is to itself`() async throws
  {
    let journal = Journal()
    let receiver = HTTPHandlerClosure { request in
      HTTPResponse(204, fields: ["X-Seen": request.fields[.touchstoneCase] ?? "nothing"])
    }
    let tap = Tap(receiver, into: Outbox(journal), clock: TestClock(tick: .milliseconds(1)))
    var webhook = JournalTests.request("/hook", "{}")
    webhook.fields[.touchstoneCase] = "a1"
    let answer = try await tap.respond(to: webhook)
    #expect(answer.fields["X-Seen"] == "nothing")
    let token = try #require(CaseToken(id: "a1"))
    #expect(journal.all.isEmpty)
    #expect(journal.outgoing(of: token).map(\.isOutgoing) == [true])
    journal.forget(token)
    #expect(journal.outgoing().isEmpty)
  }

  @Test func `forgets the oldest exchanges first`() async throws {
    let upstream = Upstream(answering: "{}", limits: .init(exchanges: 3, bytes: 10))
    for body in ["a", "b", "c", "d"] {
      _ = try await upstream.respond(to: JournalTests.request("/m", body))
    }
    #expect(upstream.journal.all.map(\.number) == [2, 3, 4])
    _ = try await upstream.respond(to: JournalTests.request("/m", "123456789"))
    #expect(upstream.journal.all.map(\.number) == [4, 5])
    #expect(upstream.journal.count == 5)
  }

  @Test func `forgets a case that was judged`() async throws {
    let upstream = Upstream(answering: "{}")
    _ = try await upstream.respond(to: JournalTests.request("/m", "[ts:a1]"))
    upstream.journal.forget(try #require(CaseToken(id: "a1")))
    #expect(upstream.journal.all.isEmpty)
  }
}
