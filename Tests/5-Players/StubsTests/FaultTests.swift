import CanonicalJSON
import HTTPMessages
import Images
import Testing

struct FaultTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  private func call(_ fault: String) async throws -> StubAnswer {
    try await stub.fal(
      "fal-ai/flux-2-max",
      ["prompt": .string("a [ts:a1] [fault: \(fault)]"), "output_format": "png"]
    )
  }

  @Test func `answers with a status as often as told`() async throws {
    let answers = try await [
      call("status=429 times=2 retry-after=1"), call("status=429 times=2"),
      call("status=429 times=2"),
    ]
    #expect(answers.map(\.status) == [429, 429, 200])
    #expect(answers[0].fields[.retryAfter] == "1")
    #expect(answers[0]["/detail/0/type"] == "concurrent_requests_limit")
  }

  /// Clients other than the suite's own mark no case.
  @Test func `without a case, the calls with one prompt are counted together`() async throws {
    func call(_ words: String) async throws -> Int {
      let prompt = JSON.string("\(words) [fault: status=429 times=2]")
      return try await stub.fal("fal-ai/flux-2-max", ["prompt": prompt]).status
    }
    _ = try await stub.fal("fal-ai/flux-2-max", ["prompt": "nothing of a fault"])
    var answers: [Int] = []
    for words in ["a fox", "a fox", "a fox", "an owl"] { answers.append(try await call(words)) }
    #expect(answers == [429, 429, 200, 429])
  }

  @Test func `cuts the connection`() async throws {
    await #expect(throws: (any Error).self) { try await call("reset") }
  }

  @Test func `a stall ends in half a body`() async throws {
    await #expect(throws: (any Error).self) { try await call("stall") }
  }

  @Test func `a direct call that is never ready gets no answer`() async throws {
    await #expect(throws: (any Error).self) { try await call("never-ready") }
  }

  @Test func `answers HTML, or JSON that breaks off`() async throws {
    let html = try await call("html-502")
    #expect(html.status == 502)
    #expect(html.fields[.contentType] == "text/html")
    let broken = try await call("bad-json")
    #expect(broken.status == 200)
    #expect(broken.json == nil)
  }

  @Test func `delivers pictures that are not what they should be`() async throws {
    let sized = try await call("wrong-size=64x32 images=2")
    #expect(sized["/images/1/width"] == 64)
    let typed = try await stub.fetch(call("wrong-type")["/images/0/url"])
    #expect(typed.fields[.contentType] == "image/jpeg")
    #expect(Image.probe(typed.body).format == .png)
    let whole = try await stub.fetch(call("call=99")["/images/0/url"]).body
    let cut = try await stub.fetch(call("truncate-image=50% wrong-size=1024x768")["/images/0/url"])
    #expect(cut.body.count == whole.count / 2)
    #expect(try await call("base64-only")["/images/0/url"]?.stringValue?.hasPrefix("data:") == true)
    #expect(try await call("images=0")["/images"] == [])
    let brief = try await stub.fal("fal-ai/flux/dev", ["prompt": "a fox [fault: rewritten]"])
    #expect(brief["/prompt"] == "rewritten: a fox [fault: rewritten]")
  }

  @Test func `a barrier holds the first call until the second has come`() async throws {
    async let first = call("barrier=2")
    async let second = call("barrier=2")
    #expect(try await [first.status, second.status] == [200, 200])
  }

  @Test func `says which directive it does not know`() async throws {
    let answer = try await call("sattus=1")
    #expect(answer.status == 400)
    #expect(answer["/detail"]?.stringValue?.contains("sattus") == true)
  }

  @Test func `posted faults hit the next calls`() async throws {
    let posted = try await stub.send(.post, "/__touchstone/faults", json: ["fault": "status=500"])
    #expect(posted.json == ["posted": 1])
    let input: JSON = ["prompt": "plain"]
    #expect(try await stub.fal("fal-ai/flux-2-max", input).status == 500)
    #expect(try await stub.fal("fal-ai/flux-2-max", input).status == 200)
    let bracketed: JSON = ["fault": "[fault: status=503]"]
    #expect(
      try await stub.send(.post, "/__touchstone/faults", json: bracketed).json == ["posted": 1]
    )
    #expect(try await stub.fal("fal-ai/flux-2-max", input).status == 503)
    #expect(try await stub.send(.post, "/__touchstone/faults", json: "x=1").status == 400)
  }

  @Test func `the journal shows a case with its downloads and without its key`() async throws {
    let answer = try await call("times=9")
    _ = try await stub.fetch(answer["/images/0/url"])
    let journal = try await stub.send(.get, "/__touchstone/journal?case=a1")
    let exchanges = try #require(journal["/exchanges"]?.arrayValue)
    #expect(exchanges.count == 2)
    #expect(!String(decoding: journal.body, as: UTF8.self).contains("secret"))
    #expect(try await stub.send(.get, "/__touchstone/health").json == ["status": "ok"])
    #expect(try await stub.send(.get, "/nowhere").status == 404)
  }
}
