import CanonicalJSON
import HTTPMessages
import TestSupport
import Testing

@testable import WebConsole

@Suite(.heavy)
struct TrafficTests {
  /// A gateway that asks its provider as often as the query says, side by side.
  private func counting(_ limits: Traffic.Limits = Traffic.Limits()) throws -> ConsoleDriver {
    try ConsoleDriver(limits: limits) { request, upstream in
      let count = request.target.queryValue("calls").flatMap(Int.init) ?? 0
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<count {
          group.addTask {
            let call = HTTPRequest(
              .post,
              authority: "provider.test",
              target: HTTPTarget("/run/\(number)"),
              body: HTTPBody(#"{"seed": \#(number)}"#)
            )
            _ = try await upstream.respond(to: call).body.collected()
          }
        }
        try await group.waitForAll()
      }
      return HTTPResponse(
        200,
        fields: [.contentType: "application/json", "X-Lumenfall-Provider": "fal"],
        body: HTTPBody(#"{"created": 5}"#)
      )
    }
  }

  @Test func `ties each call upstream to the request that caused it`() async throws {
    let console = try counting()
    async let first = console.send(.post, "/v1/images/generations?calls=2", #"{"n": 2}"#)
    async let second = console.send(.post, "/v1/images/generations?calls=3", #"{"n": 3}"#)
    _ = try await (first, second)
    for number in [1, 2] {
      let visit = try #require(try await console.exchange(number))
      let count = try #require(visit["request"]?["body"]?["n"]?.intValue)
      #expect(visit["calls"]?.arrayValue?.count == count)
      #expect(visit["response"]?["body"] == ["created": 5])
    }
  }

  @Test func `lists the latest first, and lets the oldest go`() async throws {
    var limits = Traffic.Limits()
    limits.visits = 3
    let console = try counting(limits)
    for _ in 0..<5 { _ = try await console.send(.post, "/v1/images/generations", "{}") }
    #expect(try await console.exchanges().map { $0["number"] } == [5, 4, 3])
    #expect(try await console.exchange(2)?["error"] != nil)
  }

  @Test func `lets the oldest go when bodies take too much room`() async throws {
    var limits = Traffic.Limits()
    limits.bytes = 1_000
    let console = try counting(limits)
    let body = String(repeating: "x", count: 400)
    for _ in 0..<4 { _ = try await console.send(.post, "/v1/images/generations", body) }
    #expect(try await console.exchanges().map { $0["number"] } == [4, 3])
  }

  @Test func `counts calls beyond those that it keeps`() async throws {
    var limits = Traffic.Limits()
    limits.calls = 2
    let console = try counting(limits)
    _ = try await console.send(.post, "/v1/images/generations?calls=5", "{}")
    let visit = try #require(try await console.exchange(1))
    #expect(visit["calls"]?.arrayValue?.count == 2)
    #expect(visit["unlisted_calls"] == 3)
    #expect(try await console.exchanges().first?["calls"] == 5)
  }

  @Test func `leaves out what was only read, and keeps what was refused`() async throws {
    let console = try ConsoleDriver { request in
      HTTPResponse(request.target.path == "/v1/models" ? 200 : 404)
    }
    _ = try await console.send(.get, "/v1/models")
    _ = try await console.send(.get, "/v1/modles")
    #expect(try await console.exchanges().map { $0["status"] } == [404])
  }

  @Test func `shows no secret`() async throws {
    let console = try counting()
    _ = try await console.send(
      .post,
      "/v1/images/generations?api_key=topsecret-in-query&calls=1",
      #"{"prompt": "r8_abcdefghijklmnopqrstuvwxyz0123 planted-environment", "api_key": "topsecret-in-body"}"#,
      fields: ["Authorization": "Bearer topsecret-in-field", "Cookie": "session=topsecret-cookie"]
    )
    let whole = try #require(try await console.exchange(1)).text()
    let list = JSON.array(try await console.exchanges()).text()
    for text in [whole, list] {
      #expect(!text.contains("topsecret"))
      #expect(!text.contains("r8_abcdefgh") && !text.contains("planted"))
    }
    #expect(whole.contains("Authorization"))
  }

  @Test func `leaves no half of a secret where a long text is cut`() async throws {
    let console = try counting()
    // The key lies across the place of the cut.
    let prompt = String(repeating: "-", count: 1_190) + " r8_abcdefghijklmnopqrstuvwxyz0123 "
    _ = try await console.send(
      .post,
      "/v1/images/generations",
      JSON.object(["prompt": .string(prompt + String(repeating: "z", count: 5_000))]).text()
    )
    let text = try #require(try await console.exchange(1)).text()
    #expect(!text.contains("r8_abc"))
    #expect(text.utf8.count < 3_000)
  }

  @Test func `names the parts of a form, and of a picture only its type and length`() async throws {
    let console = try counting()
    let form = """
      --b\r
      Content-Disposition: form-data; name="model"\r
      \r
      flux.2-max\r
      --b\r
      Content-Disposition: form-data; name="image"; filename="a.png"\r
      Content-Type: image/png\r
      \r
      12345\r
      --b--\r

      """
    _ = try await console.send(
      .post,
      "/v1/images/edits",
      form,
      fields: [.contentType: "multipart/form-data; boundary=b"]
    )
    let body = try #require(try await console.exchange(1))["request"]?["body"]
    #expect(body == ["model": "flux.2-max", "image": "<image/png, 5 bytes>"])
  }

  @Test func `follows a stream to its end, and only counts a long one`() async throws {
    var limits = Traffic.Limits()
    limits.streamedBytes = 10
    let parts = ["abcde", "fghij", "k"].map { Array($0.utf8)[...] }
    let console = try ConsoleDriver(limits: limits) { request, _ in
      _ = try await request.body.collected()
      return HTTPResponse(200, fields: [.contentType: "text/event-stream"], body: .parts(parts))
    }
    let answer = try await console.send(.post, "/v1/images/generations", .parts([parts[0]]))
    #expect(answer.text == "abcdefghijk")
    let visit = try #require(try await console.exchange(1))
    #expect(visit["request"]?["body"] == "abcde")
    #expect(visit["response"]?["body"] == "<text/event-stream, 11 bytes>")
    #expect(visit["ms"] != nil && visit["ms"]?.isNull == false)
  }

  @Test func `notes an answer that was cut short`() async throws {
    struct Cut: Error {}
    let console = try ConsoleDriver { _ in throw Cut() }
    await #expect(throws: Cut.self) { try await console.send(.post, "/v1/images/generations") }
    #expect(try await console.exchanges().first?["failure"] == "Cut()")
  }
}

extension HTTPBody {
  /// A stream of these parts.
  fileprivate static func parts(_ parts: [ArraySlice<UInt8>]) -> HTTPBody {
    let rest = Rest(parts)
    return .stream(HTTPBodyStream { await rest.next() })
  }
}

private actor Rest {
  private var parts: [ArraySlice<UInt8>]

  init(_ parts: [ArraySlice<UInt8>]) { self.parts = parts }

  func next() -> ArraySlice<UInt8>? { parts.isEmpty ? nil : parts.removeFirst() }
}
