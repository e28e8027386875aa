import TestSupport
import Bytes
import CanonicalJSON
import HTTPMessages
import Images
import Stubs
import Testing

struct ReplicateStubTests {
  private let stub: StubDriver
  private static let bearer: HTTPFields = ["Authorization": "Bearer r8_fake"]
  private static let waiting: HTTPFields = [
    "Authorization": "Bearer r8_fake", "Prefer": "wait=10",
  ]

  init() throws { stub = try StubDriver() }

  private func create(
    _ model: String,
    _ input: JSON,
    fields: HTTPFields = waiting
  ) async throws -> StubAnswer {
    try await stub.send(
      .post,
      "/replicate/v1/models/black-forest-labs/\(model)/predictions",
      json: ["input": input],
      fields: fields
    )
  }

  /// 256 KB, head and base64 counted.
  @Test(arguments: [(bytes: 196_590, status: 201), (196_593, 422)])
  func `a data URI may be so long and no longer`(bytes: Int, status: Int) async throws {
    let picture = PNGEncoder.flat(PixelSize(64, 48), color: RGBA(9, 9, 9))
    let padded = picture + [UInt8](repeating: 0, count: bytes - picture.count)
    let uri = "data:image/png;base64,\(Base64.encode(padded))"
    let answer = try await create("flux-kontext-max", ["prompt": "a", "input_image": .string(uri)])
    #expect(answer.status == status)
  }

  private func follow(_ url: JSON?, _ method: HTTPMethod = .get) async throws -> StubAnswer {
    let target = url?.stringValue.flatMap(HTTPURL.init)?.target.text ?? "/"
    return try await stub.send(method, target, fields: ReplicateStubTests.bearer)
  }

  @Test func `a model's newest version has what clients insist on`() async throws {
    let model = try await stub.send(
      .get,
      "/replicate/v1/models/black-forest-labs/flux-2-max",
      fields: ReplicateStubTests.bearer
    )
    for name in ["id", "created_at", "cog_version", "openapi_schema"] {
      #expect(model["/latest_version/\(name)"] != nil)
    }
  }

  @Test func `predictions are listed, the newest first, a hundred a page`() async throws {
    var ids: [String] = []
    for _ in 0..<101 {
      let made = try await create("flux-2-max", ["prompt": "a", "output_format": "png"])
      ids.append(try #require(made["/id"]?.stringValue))
    }
    let first = try await follow(.string("http://h/replicate/v1/predictions"))
    #expect(first["/results"]?.arrayValue?.count == 100)
    #expect(first["/results/0/id"]?.stringValue == ids.last)
    #expect(first["/results/0/status"] == "succeeded")
    #expect(first["/previous"] == .null)
    let second = try await follow(first["/next"])
    #expect(second["/results"]?.arrayValue?.compactMap { $0["id"]?.stringValue } == [ids[0]])
    #expect(second["/next"] == .null)
    #expect(try await follow(second["/previous"])["/results/0/id"]?.stringValue == ids.last)
    let nowhere = JSON.string("http://h/replicate/v1/predictions?cursor=x")
    #expect(try await follow(nowhere).status == 404)
  }

  @Test(arguments: [(0, "aborted"), (1, "canceled")])
  func `a deadline calls off what has not begun, and what has`(
    _ polls: Int,
    _ status: String
  ) async throws {
    var fields = ReplicateStubTests.bearer
    fields["Cancel-After"] = "1m30s"
    let input: JSON = ["prompt": "a [fault: never-ready]"]
    let made = try await create("flux-2-max", input, fields: fields)
    let url = made["/urls/get"]
    for _ in 0..<polls { #expect(try await follow(url)["/status"] == "processing") }
    stub.clock.advance(by: .seconds(89))
    if polls > 0 { #expect(try await follow(url)["/status"] == "processing") }
    stub.clock.advance(by: .seconds(1))
    #expect(try await follow(url)["/status"]?.stringValue == status)
  }

  static let sizes: [(model: String, input: JSON, width: Int, height: Int)] = [
    ("flux-2-max", ["aspect_ratio": "4:3"], 1184, 880),
    ("flux-2-max", ["aspect_ratio": "custom", "width": 1000, "height": 600], 1008, 608),
    ("flux-kontext-max", ["aspect_ratio": "4:3"], 1184, 896),
    ("flux-dev", ["aspect_ratio": "16:9"], 1344, 768),
    ("flux-dev", ["megapixels": "0.25"], 512, 512),
    ("flux-1.1-pro", ["aspect_ratio": "3:2"], 1248, 832),
  ]

  @Test(arguments: sizes.indices)
  func `draws a picture of the size that the offer delivers`(index: Int) async throws {
    let row = ReplicateStubTests.sizes[index]
    var input = row.input.objectValue ?? [:]
    input["prompt"] = "a"
    input["output_format"] = "png"
    let answer = try await create(row.model, .object(input))
    #expect(answer.status == 201)
    #expect(answer.fields["preference-applied"] == "wait=10")
    let output = answer["/output"]?.arrayValue?.first ?? answer["/output"]
    let picture = try await stub.fetch(output)
    #expect(Image.probe(picture.body).shown == PixelSize(row.width, row.height))
  }

  @Test func `a list model's answer that waited says processing beside its output`() async throws {
    let answer = try await create("flux-dev", ["prompt": "a", "num_outputs": 3])
    #expect(answer["/status"] == "processing")
    #expect(answer["/output"]?.arrayValue?.count == 3)
    #expect(try await follow(answer["/urls/get"])["/status"] == "succeeded")
  }

  @Test func `without Prefer a prediction starts and is followed`() async throws {
    let answer = try await create(
      "flux-2-max",
      ["prompt": "a [fault: polls=1]"],
      fields: ReplicateStubTests.bearer
    )
    #expect(answer.status == 201)
    #expect(answer["/status"] == "starting")
    #expect(answer["/output"] == .null)
    #expect(try await follow(answer["/urls/get"])["/status"] == "processing")
    let done = try await follow(answer["/urls/get"])
    #expect(done["/status"] == "succeeded")
    #expect(done["/output"]?.stringValue?.hasPrefix("http://127.0.0.1:4021/media/") == true)
  }

  @Test func `cancels what is not ready`() async throws {
    let answer = try await create("flux-2-max", ["prompt": "a [fault: never-ready]"])
    #expect(answer.status == 202)
    #expect(try await follow(answer["/urls/cancel"], .post)["/status"] == "canceled")
    #expect(try await follow(answer["/urls/get"])["/status"] == "canceled")
  }

  @Test func `moderation is a prediction that failed`() async throws {
    for (model, words) in [("flux-2-max", "flagged as sensitive"), ("flux-dev", "NSFW")] {
      let answer = try await create(model, ["prompt": "a [fault: moderated]"])
      #expect(answer.status == 201)
      #expect(answer["/status"] == "failed")
      #expect(answer["/output"] == .null)
      #expect(answer["/error"]?.stringValue?.contains(words) == true)
    }
  }

  @Test func `refuses bad input as recordings show`() async throws {
    let answer = try await create("flux-kontext-max", ["prompt": "a", "output_format": "webp"])
    let words = #"output_format must be one of the following: "jpg", "png""#
    #expect(answer.fields[.contentType] == "application/problem+json")
    #expect(
      answer.json == [
        "detail": .string("- input.output_format: \(words)\n"), "status": 422,
        "title": "Input validation failed",
        "invalid_fields": [
          ["type": "enum", "field": "input.output_format", "description": .string(words)]
        ],
      ]
    )
  }

  static let refusals: [(input: JSON, type: JSON, field: JSON, words: String)] = [
    (["seed": 1], "required", "input", "prompt is required"),
    (
      ["prompt": "a", "seed": "1"], "invalid_type", "input.seed",
      "Invalid type. Expected: integer, given: string"
    ),
    (
      ["prompt": "a", "num_inference_steps": 99], "number_lte", "input.num_inference_steps",
      "Must be less than or equal to 50"
    ),
    (["prompt": "a", "image": "x"], "format", "input.image", "Does not match format 'uri'"),
  ]

  @Test(arguments: refusals.indices)
  func `names the field that breaks the schema`(index: Int) async throws {
    let row = ReplicateStubTests.refusals[index]
    let answer = try await create("flux-dev", row.input)
    #expect(answer.status == 422)
    #expect(answer["/invalid_fields/0/type"] == row.type)
    #expect(answer["/invalid_fields/0/field"] == row.field)
    #expect(answer["/invalid_fields/0/description"] == .string(row.words))
  }

  @Test func `refuses unknown members, models, ids and missing tokens`() async throws {
    let path = "/replicate/v1/models/black-forest-labs/flux-dev/predictions"
    let extra = try await stub.send(
      .post,
      path,
      json: ["input": ["prompt": "a"], "model": "x"],
      fields: ReplicateStubTests.bearer
    )
    #expect(extra["/invalid_fields/0/type"] == "additional_property_not_allowed")
    #expect(try await create("flux-9", ["prompt": "a"]).status == 404)
    let unknown = try await follow("http://h/replicate/v1/predictions/nope")
    #expect(
      unknown.json == ["detail": "The requested resource could not be found.", "status": 404]
    )
    let anonymous = try await create("flux-dev", ["prompt": "a"], fields: [:])
    #expect(anonymous["/detail"] == "You did not pass an authentication token")
  }

  @Test func `takes files and uses them as input pictures`() async throws {
    let picture = PNGEncoder.flat(PixelSize(900, 1600), color: RGBA(1, 2, 3))
    var form = MultipartWriter(boundary: "b")
    form.append(
      MultipartPart(
        name: "content",
        filename: "a.png",
        contentType: .image("png"),
        fields: [:],
        body: picture[...]
      )
    )
    var request = HTTPRequest(
      .post,
      authority: "127.0.0.1:4021",
      target: "/replicate/v1/files",
      fields: ReplicateStubTests.bearer,
      body: .bytes(form.finished())
    )
    request.fields[.contentType] = form.contentType.text
    let file = try await StubAnswer(stub.server.respond(to: request))
    #expect(file.status == 201)
    #expect(file["/size"]?.intValue == picture.count)
    let id = try #require(file["/id"]?.stringValue)
    let page = try await stub.send(
      .get,
      "/replicate/v1/files/\(id)",
      fields: ReplicateStubTests.bearer
    )
    #expect(page.status == 200)
    #expect(page.json == file.json)
    let list = try await stub.send(.get, "/replicate/v1/files", fields: ReplicateStubTests.bearer)
    #expect(list.json == ["next": .null, "previous": .null, "results": [file.json ?? .null]])
    let url = try #require(file["/urls/get"])
    let answer = try await create(
      "flux-2-max",
      [
        "prompt": "a", "input_images": [url], "aspect_ratio": "match_input_image",
        "output_format": "png",
      ]
    )
    let made = try await stub.fetch(answer["/output"])
    #expect(Image.probe(made.body).shown == PixelSize(768, 1360))

    let gone = try await stub.send(
      .delete,
      "/replicate/v1/files/\(id)",
      fields: ReplicateStubTests.bearer
    )
    #expect(gone.status == 204)
    #expect(gone.body.isEmpty)
    for method in [HTTPMethod.get, .delete] {
      let answer = try await stub.send(
        method,
        "/replicate/v1/files/\(id)",
        fields: ReplicateStubTests.bearer
      )
      #expect(answer.status == 404)
    }
    #expect(try await stub.fetch(url).status == 404)
    #expect(
      try await stub.send(.get, "/replicate/v1/files", fields: ReplicateStubTests.bearer)[
        "/results"
      ] == []
    )
    #expect(try await stub.send(.get, "/replicate/v1/files", fields: [:]).status == 401)
  }
}
