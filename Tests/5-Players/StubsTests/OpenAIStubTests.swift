import Bytes
import CanonicalJSON
import HTTPMessages
import Images
import Testing

/// OpenAI's wire: what it answers, what it refuses first, and in which words.
struct OpenAIStubTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  private static let key: HTTPFields = ["Authorization": "Bearer sk-fake"]

  private func generate(_ fields: JSONObject) async throws -> StubAnswer {
    var body: JSONObject = ["model": "gpt-image-1.5", "prompt": "a"]
    for member in fields.members { body[member.name] = member.value }
    return try await stub.send(
      .post,
      "/openai/v1/images/generations",
      json: .object(body),
      fields: OpenAIStubTests.key
    )
  }

  private func edit(_ fields: JSONObject) async throws -> StubAnswer {
    var body: JSONObject = ["model": "gpt-image-1.5", "prompt": "a"]
    for member in fields.members { body[member.name] = member.value }
    return try await stub.send(
      .post,
      "/openai/v1/images/edits",
      json: .object(body),
      fields: OpenAIStubTests.key
    )
  }

  private static let picture: String = {
    let png = PNGEncoder.flat(PixelSize(120, 80), color: RGBA(1, 2, 3))
    return "data:image/png;base64,\(Base64.encode(png))"
  }()

  private func size(_ text: JSON?) throws -> PixelSize {
    Image.probe(try Base64.decode(text?.stringValue ?? "")).shown
  }

  @Test func `answers base64 with what was resolved and what it took`() async throws {
    let answer = try await generate(["n": 2, "size": "1536x1024", "quality": "low"])
    #expect(answer.status == 200)
    #expect(answer["/data"]?.arrayValue?.count == 2)
    #expect(try size(answer["/data/1/b64_json"]) == PixelSize(1536, 1024))
    #expect(answer["/data/0/url"] == nil)
    #expect(answer["/size"] == "1536x1024")
    #expect(answer["/background"] == "opaque")
    #expect(answer["/usage/output_tokens"] == 800)
    #expect(answer["/usage/input_tokens_details/image_tokens"] == 0)
    #expect(answer.fields["x-request-id"]?.hasPrefix("req_") == true)
  }

  @Test func `an edit in JSON follows its picture`() async throws {
    let answer = try await edit(["images": [["image_url": .string(Self.picture)]]])
    #expect(try size(answer["/data/0/b64_json"]) == PixelSize(1536, 1024))
    #expect(answer["/usage/input_tokens_details/image_tokens"]?.intValue ?? 0 > 0)
  }

  @Test func `streams drafts, then the picture with its tokens`() async throws {
    let answer = try await generate(["stream": true, "partial_images": 2])
    var parser = ServerSentEventParser()
    let events = try parser.feed(answer.body[...])
    #expect(
      events.map(\.event) == [
        "image_generation.partial_image", "image_generation.partial_image",
        "image_generation.completed",
      ]
    )
    let data = try events.map { try JSON(parsing: Array($0.data.utf8)) }
    #expect(data.map { $0["partial_image_index"] } == [0, 1, nil])
    #expect(data.map { $0["usage"] != nil } == [false, false, true])
    #expect(Set(data.map { $0["b64_json"]?.stringValue }).count == 3)
  }

  static let refusals: [(fields: JSONObject, code: JSON, parameter: JSON)] = [
    (["model": "dall-e-3", "style": "vivid"], "invalid_value", "model"),
    (["model": .null], "invalid_type", "model"),
    (["response_format": "url", "prompt": ""], "unknown_parameter", "response_format"),
    (["seed": 7], "unknown_parameter", "seed"),
    (["prompt": "", "n": 11], "empty_string", "prompt"),
    (["prompt": .null], "invalid_type", "prompt"),
    (["n": 11, "size": "9x9"], "integer_above_max_value", "n"),
    (["n": 0], "integer_below_min_value", "n"), (["n": "2"], "invalid_type", "n"),
    (["size": "1254x836"], "invalid_value", "size"),
    (["quality": "hd"], "invalid_value", "quality"),
    (["stream": true, "n": 2], .null, .null),
    (["output_compression": 50], "invalid_png_output_compression", .null),
    (["background": "transparent", "output_format": "jpeg"], "invalid_value", "background"),
    (["prompt": "a [fault: moderated]"], "moderation_blocked", .null),
    (
      ["prompt": "a [fault: error=billing_hard_limit_reached]"], "billing_hard_limit_reached", .null
    ),
  ]

  @Test(arguments: refusals.indices)
  func `refuses the first thing that is wrong`(_ index: Int) async throws {
    let row = OpenAIStubTests.refusals[index]
    let answer = try await generate(row.fields)
    #expect(answer.status == 400)
    #expect(answer["/error/code"] == row.code)
    #expect(answer["/error/param"] == row.parameter)
    #expect(answer["/error/message"]?.stringValue?.isEmpty == false)
  }

  static let edits: [(fields: JSONObject, code: JSON, parameter: JSON)] = [
    (["image": .string(picture)], "invalid_value", "image"),
    ([:], "missing_required_parameter", "images"),
    (["images": []], "empty_array", "images"), (["images": ["s"]], "invalid_type", "images[0]"),
    (["images": [["image_url": "data:image/png;base64,AAAA"]]], "invalid_image_file", .null),
  ]

  @Test(arguments: edits.indices)
  func `an edit's pictures are named as its body must name them`(_ index: Int) async throws {
    let row = OpenAIStubTests.edits[index]
    let answer = try await edit(row.fields)
    #expect(answer.status == 400)
    #expect(answer["/error/code"] == row.code)
    #expect(answer["/error/param"] == row.parameter)
  }

  @Test func `wants a key, and says where`() async throws {
    let answer = try await stub.send(
      .post,
      "/openai/v1/images/generations",
      json: ["model": "gpt-image-1.5", "prompt": "a"],
      fields: [:]
    )
    #expect(answer.status == 401)
    #expect(answer.fields["www-authenticate"] == "Bearer realm=\"OpenAI API\"")
    #expect(answer.fields["openai-organization"] == nil)
  }
}
