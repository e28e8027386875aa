import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Providers
import Testing

@testable import Gateway

/// Drafts that a provider streams, on their way to the client.
struct DraftTests {
  private static let model = "openai/gpt-image-1.5"

  private static func event(
    _ type: String,
    _ picture: [UInt8] = Fixture.made,
    _ more: JSON = [:]
  ) -> [UInt8] {
    let data: JSON = [
      "type": .string(type), "b64_json": .string(Base64.encode(picture)), "created_at": 1,
      "size": "64x48", "quality": "high", "background": "opaque", "output_format": "png",
    ]
    return ServerSentEvent(event: type, data: data.merging(more).text()).bytes
  }

  private static func draft(_ index: Int, of word: String = "image_generation") -> [UInt8] {
    event("\(word).partial_image", Fixture.png, ["partial_image_index": .integer(index)])
  }

  private static func picture(_ word: String = "image_generation") -> [UInt8] {
    event(
      "\(word).completed",
      Fixture.made,
      [
        "usage": [
          "total_tokens": 12, "input_tokens": 4, "output_tokens": 8,
          "input_tokens_details": ["text_tokens": 4, "image_tokens": 0],
        ]
      ]
    )
  }

  /// An upstream that answers with these parts, one after the other.
  private static func upstream(
    _ parts: [[UInt8]],
    before: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> ScriptedProviders {
    ScriptedProviders { _, _ in
      let numbers = AsyncStream { feed in
        for number in parts.indices { feed.yield(number) }
        feed.finish()
      }
      return HTTPResponse(
        200,
        fields: [.contentType: "text/event-stream; charset=utf-8"],
        body: .stream(
          HTTPBodyStream {
            var iterator = numbers.makeAsyncIterator()
            guard let number = await iterator.next() else { return nil }
            await before(number)
            return parts[number][...]
          }
        )
      )
    }
  }

  /// A gateway with an account at OpenAI.
  private func driver(_ upstream: ScriptedProviders = ScriptedProviders()) throws -> GatewayDriver {
    let openAI = try #require(Provider.known["openai"])
    return try GatewayDriver(upstream) { settings in
      settings.dialects["openai"] = ProviderDialect(openAI, key: "any")
    }
  }

  private func events(_ answer: Answer) throws -> [(name: String?, data: JSON)] {
    var parser = ServerSentEventParser()
    return try parser.feed(answer.body[...]).map { ($0.event, try JSON(parsing: $0.data)) }
  }

  private func request(_ more: JSON = [:]) -> JSON {
    let plain: JSON = [
      "model": .string(DraftTests.model), "prompt": "a", "stream": true, "partial_images": 2,
    ]
    return plain.merging(more)
  }

  @Test func `each goes on before the next is there`() async throws {
    let (read, note) = AsyncStream<Void>.makeStream()
    // The second part comes only after the client has the first.
    let upstream = DraftTests.upstream([DraftTests.draft(0), DraftTests.picture()]) { number in
      guard number == 1 else { return }
      for await _ in read { break }
    }
    let driver = try driver(upstream)
    let response = try await driver.gateway.respond(
      to: HTTPRequest(
        .post,
        authority: "gateway.test",
        target: "/v1/images/generations",
        fields: ["Authorization": "Bearer any", "Content-Type": "application/json"],
        body: .bytes(request().bytes())
      )
    )
    guard case .stream(let body) = response.body else { Issue.record("no stream"); return }
    var parser = ServerSentEventParser()
    let first = try parser.feed(try #require(try await body.next()))
    #expect(first.map(\.event) == ["image_generation.partial_image"])
    note.yield()
    let last = try parser.feed(try #require(try await body.next()))
    #expect(last.map(\.event) == ["image_generation.completed"])
    #expect(try await body.next() == nil)
    #expect(response.fields["X-Lumenfall-Provider"] == "openai")
    #expect(response.fields[.contentType] == "text/event-stream")
  }

  @Test func `all that their events must say is said`() async throws {
    let driver = try driver(
      DraftTests.upstream([DraftTests.draft(0) + DraftTests.draft(1), DraftTests.picture()])
    )
    let events = try events(await driver.generate(request()))
    let names: [String?] = [
      "image_generation.partial_image", "image_generation.partial_image",
      "image_generation.completed",
    ]
    #expect(events.map(\.name) == names)
    #expect(events.prefix(2).map { $0.data["partial_image_index"] } == [0, 1])
    try #require(events.count == 3)
    #expect(events[0].data["b64_json"]?.stringValue == Base64.encode(Fixture.png))
    #expect(events[0].data["size"] == "1600x900")
    #expect(events[2].data["b64_json"]?.stringValue == Base64.encode(Fixture.made))
    #expect(events[2].data["usage"]?["total_tokens"] == 12)
    for (_, data) in events {
      #expect(data["created_at"] == 1_700_000_000)
      #expect(data["quality"] == "high")
      #expect(data["background"] == "opaque")
      #expect(data["output_format"] == "png")
    }
    let input = try #require(driver.upstream.calls.first?.input)
    #expect(input["stream"] == true)
    #expect(input["partial_images"] == 2)
  }

  @Test func `an edit's are events of an edit`() async throws {
    let driver = try driver(
      DraftTests.upstream([DraftTests.draft(0, of: "image_edit"), DraftTests.picture("image_edit")])
    )
    let answer = try await driver.edit([
      MultipartPart(name: "model", text: DraftTests.model),
      MultipartPart(name: "prompt", text: "a"), MultipartPart(name: "stream", text: "true"),
      MultipartPart(name: "partial_images", text: "1"), Fixture.file("image"),
    ])
    let names: [String?] = ["image_edit.partial_image", "image_edit.completed"]
    #expect(try events(answer).map(\.name) == names)
  }

  @Test func `they are in the format that was asked for`() async throws {
    let driver = try driver(
      DraftTests.upstream([DraftTests.draft(0), DraftTests.picture()])
    )
    let events = try events(await driver.generate(request(["output_format": "gif"])))
    #expect(events.map { $0.data["output_format"] } == ["gif", "gif"])
  }

  @Test(arguments: [["partial_images": 0], ["partial_images": .null], ["stream": false]] as [JSON])
  func `none are asked for where none are wanted`(more: JSON) async throws {
    let driver = try driver()
    _ = try await driver.generate(request(more))
    let input = try #require(driver.upstream.calls.first?.input)
    #expect(input["stream"] == nil)
    #expect(input["partial_images"] == nil)
  }

  @Test func `a draft that is no picture is left out`() async throws {
    let broken = DraftTests.event("image_generation.partial_image", [1, 2, 3])
    let driver = try driver(DraftTests.upstream([broken, DraftTests.picture()]))
    #expect(try events(await driver.generate(request())).count == 1)
  }

  private static func refusal(_ code: String, _ type: String) -> [UInt8] {
    let data: JSON = [
      "error": [
        "message": "no", "type": .string(type), "param": .null, "code": .string(code),
      ]
    ]
    return ServerSentEvent(event: "error", data: data.text()).bytes
  }

  @Test func `a refusal before the first is a status as ever`() async throws {
    let moderated = DraftTests.refusal("moderation_blocked", "image_generation_user_error")
    let driver = try driver(DraftTests.upstream([moderated]))
    let answer = try await driver.generate(request())
    #expect(answer.status == 400)
    #expect(answer["/error/code"] == "CONTENT_POLICY_VIOLATION")
    #expect(answer.fields[.contentType] == "application/json")
  }

  static let endings: [(parts: [[UInt8]], code: String)] = [
    (
      [refusal("moderation_blocked", "image_generation_user_error")], "CONTENT_POLICY_VIOLATION"
    ),
    ([refusal("server_error", "server_error")], "UPSTREAM_ERROR"),
    ([], "UPSTREAM_ERROR"),
  ]

  @Test(arguments: endings.indices)
  func `a failure after the first is an event, and the last`(index: Int) async throws {
    let (parts, code) = DraftTests.endings[index]
    let driver = try driver(DraftTests.upstream([DraftTests.draft(0)] + parts))
    let events = try events(await driver.generate(request()))
    #expect(events.map(\.name) == ["image_generation.partial_image", "error"])
    #expect(events.last?.data["error"]?["code"] == .string(code))
  }
}
