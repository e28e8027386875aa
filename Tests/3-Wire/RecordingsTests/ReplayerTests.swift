import TestSupport
import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images
import Recordings
import Testing

struct ReplayerTests {
  private func entry(
    _ method: HTTPMethod,
    _ url: String,
    fields: HTTPFields = ["Content-Type": "application/json"],
    body: String = "",
    answer: String
  ) -> RecordedEntry {
    RecordedEntry(
      HTTPRequest(method, written: url, fields: fields, body: HTTPBody(body)),
      HTTPResponse(
        200,
        fields: ["Content-Type": "application/json", "Content-Length": "1"],
        body: HTTPBody(answer)
      ),
      time: .seconds(2)
    )
  }

  private func replayer(
    _ entries: [RecordedEntry],
    options: ReplayOptions = ReplayOptions(),
    clock: any Waiting = TestClock()
  ) -> Replayer {
    Replayer([("s", Recording(entries: entries))], options: options, clock: clock)
  }

  private func text(_ response: HTTPResponse) async throws -> String {
    String(decoding: try await response.body.collected(), as: UTF8.self)
  }

  private func post(_ target: HTTPTarget, _ body: String, fields: HTTPFields = [:]) -> HTTPRequest {
    var fields = fields
    if !fields.contains(.contentType) { fields[.contentType] = "application/json" }
    return HTTPRequest(
      .post,
      authority: "127.0.0.1:7",
      target: target,
      fields: fields,
      body: HTTPBody(body)
    )
  }

  @Test(arguments: [
    "{\"prompt\":\"a cat\",\"seed\":1}", "{ \"seed\": 1.0, \"prompt\": \"a cat\" }",
    "{\"prompt\":\"a cat [ts:7f3a]\",\"seed\":1}", "{\"seed\":1e0,\"prompt\":\"a\\u0020cat\"}",
  ])
  func `JSON bodies match by value`(body: String) async throws {
    let replayer = replayer([
      entry(
        .post,
        "https://h.example/x",
        body: "{\"prompt\":\"a cat [ts:1000]\",\"seed\":1}",
        answer: "1"
      )
    ])
    let response = try await replayer.respond(to: post("/x", body))
    #expect(response.status == 200)
    #expect(try await text(response) == "1")
  }

  @Test func `query parameters match in any order`() async throws {
    let replayer = replayer([entry(.get, "https://h.example/x?a=1&b=%20", fields: [:], answer: "1")]
    )
    let response = try await replayer.respond(to: HTTPRequest(.get, target: "/x?b=+&a=1"))
    #expect(response.status == 200)
  }

  @Test func `the thirty-sixth of thirty-five polls is a miss`() async throws {
    let polls = (1...35).map { entry(.get, "https://h.example/p/1", fields: [:], answer: "\($0)") }
    let replayer = replayer(polls)
    for number in 1...35 {
      let response = try await replayer.respond(to: HTTPRequest(.get, target: "/p/1"))
      #expect(try await text(response) == "\(number)")
    }
    let miss = try await replayer.respond(to: HTTPRequest(.get, target: "/p/1"))
    #expect(miss.status.code == 599)
    let json = try JSON(parsing: try await miss.body.collected())
    #expect(
      json["error"]?["message"]
        == "all 35 recorded answers to GET /p/1 have been played; record more, or replay with --reuse"
    )
    #expect(replayer.missCount == 1)
    #expect(replayer.unplayed.isEmpty)
  }

  @Test func `reuse repeats the last answer`() async throws {
    let polls = (1...2).map { entry(.get, "https://h.example/p/1", fields: [:], answer: "\($0)") }
    let replayer = replayer(polls, options: ReplayOptions(reuses: true))
    var answers: [String] = []
    for _ in 1...4 {
      answers.append(try await text(replayer.respond(to: HTTPRequest(.get, target: "/p/1"))))
    }
    #expect(answers == ["1", "2", "2", "2"])
  }

  @Test func `sessions have places of their own`() async throws {
    let polls = (1...2).map { entry(.get, "https://h.example/p/1", fields: [:], answer: "\($0)") }
    let replayer = replayer(polls, options: ReplayOptions(sessions: .byField("X-Session")))
    var answers: [String] = []
    for session in ["a", "b", "a", "b"] {
      let request = HTTPRequest(.get, target: "/p/1", fields: ["X-Session": session])
      answers.append(try await text(replayer.respond(to: request)))
    }
    #expect(answers == ["1", "1", "2", "2"])
  }

  private func form(boundary: String, picture: [UInt8]) -> HTTPRequest {
    var writer = MultipartWriter(boundary: boundary)
    writer.append(MultipartPart(name: "prompt", text: "a cat"))
    writer.append(
      MultipartPart(
        name: "image",
        filename: "a.png",
        contentType: .image("png"),
        body: picture[...]
      )
    )
    return HTTPRequest(
      .post,
      target: "/edit",
      fields: ["Content-Type": writer.contentType.text],
      body: .bytes(writer.finished())
    )
  }

  @Test func `a new boundary matches, another picture does not`() async throws {
    let recorded = form(boundary: "one", picture: [1, 2, 3])
    let replayer = replayer([
      RecordedEntry(
        HTTPRequest(
          .post,
          written: "https://h.example/edit",
          fields: recorded.fields,
          body: recorded.body
        ),
        HTTPResponse(200)
      )
    ])
    let miss = try await replayer.respond(to: form(boundary: "two", picture: [1, 2, 4]))
    #expect(miss.status.code == 599)
    let differs = try JSON(parsing: try await miss.body.collected())["nearest"]?[0]?["differs"]
    #expect(differs?.arrayValue?.count == 1)
    #expect(differs?[0]?["criterion"] == "body")
    #expect(differs?[0]?["pointer"] == "part image")
    let hit = try await replayer.respond(to: form(boundary: "two", picture: [1, 2, 3]))
    #expect(hit.status == 200)
  }

  @Test func `a miss tells the nearest entries and why not`() async throws {
    let replayer = replayer([
      entry(.post, "https://h.example/y", body: "{\"seed\":1}", answer: "1"),
      entry(.post, "https://h.example/x", body: "{\"seed\":1,\"a\":{\"b\":2}}", answer: "2"),
      entry(.get, "https://h.example/x", answer: "3"),
      entry(.post, "https://h.example/x", body: "{\"seed\":5,\"n\":1}", answer: "4"),
    ])
    let request = post("/x", "{\"seed\":1,\"a\":{\"b\":3}}")
    let miss = try await replayer.respond(to: request)
    let nearest = try JSON(parsing: try await miss.body.collected())["nearest"]
    #expect(nearest?.arrayValue?.count == 3)
    #expect(nearest?[0]?["entry"] == "s#1 POST https://h.example/x")
    #expect(
      nearest?[0]?["differs"]
        == [["criterion": "body", "pointer": "/a/b", "actual": "3", "expected": "2"]]
    )
    #expect(nearest?[1]?["entry"] == "s#3 POST https://h.example/x")
    #expect(replayer.unplayed.count == 4)
  }

  @Test func `URLs lead back to whoever was asked`() async throws {
    let answer = """
      {"status_url":"https://queue.fal.run/a/1","image":"https:\\/\\/v3.fal.media\\/f.png",
      "other":"https://fal.running.example/"}
      """
    let replayer = replayer([
      entry(.post, "https://queue.fal.run/a", body: "{}", answer: answer),
      entry(.get, "https://v3.fal.media/f.png", fields: [:], answer: "picture"),
      entry(.get, "https://queue.fal.run/a/1", fields: [:], answer: "done"),
    ])
    let submitted = try await text(replayer.respond(to: post("/fal-queue/a", "{}")))
    #expect(submitted.contains("\"http://127.0.0.1:7/fal-queue/a/1\""))
    #expect(submitted.contains("\"http://127.0.0.1:7/media\\/f.png\""))
    #expect(submitted.contains("\"https://fal.running.example/\""))
    #expect(
      try await text(replayer.respond(to: HTTPRequest(.get, target: "/media/f.png"))) == "picture"
    )
    #expect(try await text(replayer.respond(to: HTTPRequest(.get, target: "/a/1"))) == "done")
  }

  @Test(arguments: [
    ("none", Duration.zero), ("recorded", .seconds(2)), ("x0.5", .seconds(1)),
    ("x10", .seconds(20)),
  ])
  func `latency is played as told`(text: String, expected: Duration) async throws {
    let clock = TestClock()
    let start = clock.now
    let latency = try #require(ReplayOptions.Latency(text))
    let replayer = replayer(
      [entry(.get, "https://h.example/x", fields: [:], answer: "1")],
      options: ReplayOptions(latency: latency),
      clock: clock
    )
    _ = try await replayer.respond(to: HTTPRequest(.get, target: "/x"))
    #expect(start.duration(to: clock.now) == expected)
  }

  @Test func `a live key matches where a redacted one was recorded`() async throws {
    let recording = Recording(entries: [
      entry(
        .post,
        "https://h.example/x?api_key=FAKE-one",
        body: "{\"secret\":\"FAKE-two\"}",
        answer: "1"
      )
    ])
    let (clean, _) = try RecordingRedaction.redacted(recording, policy: .init())
    let replayer = Replayer([("s", clean)], clock: TestClock())
    let response = try await replayer.respond(
      to: post("/x?api_key=FAKE-other", "{\"secret\":\"FAKE-another\"}")
    )
    #expect(response.status == 200)
  }

  @Test func `a picture that was measured is drawn in its size`() async throws {
    let picture = RecordedPicture(
      digest: "00ff",
      mediaType: "image/png",
      size: PixelSize(40, 24),
      count: 9999
    )
    var recorded = entry(.get, "https://fal.media/a.png", fields: [:], answer: "")
    recorded.pictures = [picture]
    let response = try await replayer([recorded]).respond(
      to: HTTPRequest(.get, target: "/media/a.png")
    )
    let probe = Image.probe(try await response.body.collected())
    #expect(probe.verdict == .sound)
    #expect(probe.shown == PixelSize(40, 24))
    #expect(response.fields[.contentType] == "image/png")
  }
}
