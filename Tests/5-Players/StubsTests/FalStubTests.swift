import Bytes
import CanonicalJSON
import HTTPMessages
import Images
import Stubs
import Testing

struct FalStubTests {
  private let stub: StubDriver

  init() throws { stub = try StubDriver() }

  static let sizes: [(endpoint: String, input: JSON, width: Int, height: Int)] = [
    ("fal-ai/flux-2-max", ["image_size": ["width": 1183, "height": 887]], 1183, 887),
    ("fal-ai/flux-2-max", [:], 1024, 768),
    ("fal-ai/flux-2-max", ["image_size": "portrait_16_9"], 576, 1024),
    ("fal-ai/flux-2-max", ["image_size": ["width": 300]], 300, 512),
    ("fal-ai/flux-pro/kontext/max/text-to-image", ["aspect_ratio": "4:3"], 1184, 896),
    ("fal-ai/flux-pro/kontext/max/text-to-image", [:], 1024, 1024),
    ("fal-ai/flux/dev", ["image_size": "square"], 512, 512),
  ]

  @Test(arguments: sizes.indices)
  func `draws a picture of the size that the offer delivers`(index: Int) async throws {
    let row = FalStubTests.sizes[index]
    var input = row.input.objectValue ?? [:]
    input["prompt"] = "a cat"
    input["output_format"] = "png"
    let answer = try await stub.fal(row.endpoint, .object(input))
    #expect(answer.status == 200)
    #expect(answer["/images/0/width"]?.intValue == row.width)
    let picture = try await stub.fetch(answer["/images/0/url"])
    let probe = Image.probe(picture.body)
    #expect(picture.fields[.contentType] == "image/png")
    #expect(probe.format == .png)
    #expect(probe.shown == PixelSize(row.width, row.height))
  }

  @Test func `answers with the keys of each family`() async throws {
    let modern = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a"])
    #expect(modern.json?.objectValue?.names == ["images", "seed"])
    let image = modern["/images/0"]?.objectValue
    #expect(
      image?.names == ["url", "content_type", "file_name", "file_size", "width", "height"]
    )
    let older = try await stub.fal("fal-ai/flux-pro/v1.1", ["prompt": "a"])
    #expect(
      older.json?.objectValue?.names
        == ["images", "timings", "seed", "has_nsfw_concepts", "prompt"]
    )
    #expect(older["/images/0"]?.objectValue?.names == ["url", "width", "height", "content_type"])
  }

  @Test func `makes as many pictures as a batch asks for`() async throws {
    let answer = try await stub.fal("fal-ai/flux/dev", ["prompt": "a", "num_images": 3, "seed": 7])
    #expect(answer["/images"]?.arrayValue?.count == 3)
    #expect(answer["/seed"] == 7)
    #expect(answer["/has_nsfw_concepts"] == [false, false, false])
  }

  @Test func `the same seed and size give the same bytes whatever the prompt`() async throws {
    var bodies: [[UInt8]] = []
    for (prompt, seed) in [("a", 1), ("b", 1), ("b", 2)] {
      let input: JSON = ["prompt": .string(prompt), "seed": .integer(seed)]
      let answer = try await stub.fal("fal-ai/flux-2-max", input)
      bodies.append(try await stub.fetch(answer["/images/0/url"]).body)
    }
    #expect(bodies[0] == bodies[1])
    #expect(bodies[1] != bodies[2])
  }

  @Test func `without a seed a call's number within its case decides`() async throws {
    for number in 1...3 {
      let answer = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a [ts:a1]"])
      #expect(answer["/seed"]?.intValue == number)
    }
    let other = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a [ts:b2]"])
    #expect(other["/seed"] == 1)
  }

  @Test func `hands out data URIs in sync mode`() async throws {
    let answer = try await stub.fal("fal-ai/flux-2-max", ["prompt": "a", "sync_mode": true])
    #expect(answer["/images/0/url"]?.stringValue?.hasPrefix("data:image/") == true)
  }

  static let refusals: [(input: JSON, status: Int, place: JSON, type: String)] = [
    ([:], 422, ["body", "prompt"], "missing"),
    (["prompt": 5], 422, ["body", "prompt"], "string_type"),
    (["prompt": "a", "seed": "x"], 422, ["body", "seed"], "int_type"),
    (["prompt": "a", "safety_tolerance": 5], 422, ["body", "safety_tolerance"], "string_type"),
    (["prompt": "a", "safety_tolerance": "6"], 422, ["body", "safety_tolerance"], "one_of"),
    (["prompt": "a", "sync_mode": "yes"], 422, ["body", "sync_mode"], "bool_type"),
    (["prompt": "a", "image_size": "huge"], 422, ["body", "image_size"], "one_of"),
    (
      ["prompt": "a", "image_size": ["width": 14143, "height": 1]], 422,
      ["body", "image_size", "width"], "less_than_equal"
    ),
    (
      ["prompt": "a", "image_size": ["width": 0, "height": 1]], 422,
      ["body", "image_size", "width"], "greater_than_equal"
    ),
    (["prompt": "a [fault: moderated]"], 422, ["body", "prompt"], "content_policy_violation"),
  ]

  @Test(arguments: refusals.indices)
  func `refuses what the schema does not allow, in fal's words`(index: Int) async throws {
    let row = FalStubTests.refusals[index]
    let answer = try await stub.fal("fal-ai/flux-2-max", row.input)
    #expect(answer.status == row.status)
    #expect(answer["/detail/0/loc"] == row.place)
    #expect(answer["/detail/0/type"]?.stringValue == row.type)
  }

  @Test func `older families answer as pydantic 1 does`() async throws {
    let answer = try await stub.fal("fal-ai/flux/dev", ["guidance_scale": 3.5])
    #expect(
      answer.json == [
        "detail": [
          ["loc": ["body", "prompt"], "msg": "field required", "type": "value_error.missing"]
        ]
      ]
    )
  }

  @Test func `takes fields that it does not know`() async throws {
    let input: JSON = ["prompt": "a", "num_images": 4, "mystery": ["a": 1], "seed": .null]
    let answer = try await stub.fal("fal-ai/flux-2-max", input)
    #expect(answer.status == 200)
    #expect(answer["/images"]?.arrayValue?.count == 1)
  }

  @Test func `refuses a missing key, a malformed key and an unknown model`() async throws {
    let missing = try await stub.send(.post, "/fal/fal-ai/flux-2-max", json: [:], fields: [:])
    #expect(missing.status == 401)
    let malformed = try await stub.send(
      .post,
      "/fal/fal-ai/flux-2-max",
      json: [:],
      fields: ["Authorization": "Key secret"]
    )
    #expect(
      malformed["/detail"]
        == "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'."
    )
    #expect(try await stub.fal("fal-ai/flux-9", ["prompt": "a"]).status == 404)
  }

  @Test func `edits follow their source picture`() async throws {
    let source = Base64.encode(
      PNGEncoder.flat(PixelSize(1600, 900), color: RGBA(1, 2, 3))
    )
    let url = JSON.string("data:image/png;base64," + source)
    let answer = try await stub.fal(
      "fal-ai/flux-2-max/edit",
      ["prompt": "a", "image_urls": [url], "output_format": "png"]
    )
    #expect(answer["/images/0/width"] == 1360)
    #expect(answer["/images/0/height"] == 768)
    let broken = try await stub.fal(
      "fal-ai/flux-2-max/edit",
      ["prompt": "a", "image_urls": ["data:text/plain;base64,AAAA"]]
    )
    #expect(broken["/detail/0/type"] == "image_load_error")
  }

  @Test func `fetches an input picture from its URL, as fal does`() async throws {
    let picture = PNGEncoder.flat(PixelSize(900, 1600), color: RGBA(1, 2, 3))
    let web = HTTPHandlerClosure { request in
      request.url == "https://app.test/a.png"
        ? HTTPResponse(200, body: .bytes(picture)) : HTTPResponse(404)
    }
    let stub = try StubDriver(client: web)
    let found = try await stub.fal(
      "fal-ai/flux-2-max/edit",
      ["prompt": "a", "image_urls": ["https://app.test/a.png"]]
    )
    #expect(found["/images/0/width"] == 768)
    #expect(found["/images/0/height"] == 1360)
    let lost = try await stub.fal(
      "fal-ai/flux-2-max/edit",
      ["prompt": "a", "image_urls": ["https://app.test/b.png"]]
    )
    #expect(lost["/detail/0/type"] == "file_download_error")
  }

  @Test func `pictures are fetched by https where a proxy before the stub ends TLS`() async throws {
    let fields: HTTPFields = [
      "Authorization": "Key id:secret", "X-Forwarded-Proto": "https",
    ]
    let answer = try await stub.send(
      .post,
      "/fal/fal-ai/flux-2-max",
      json: ["prompt": "a"],
      fields: fields
    )
    #expect(answer["/images/0/url"]?.stringValue?.hasPrefix("https://127.0.0.1:4021/") == true)
  }

  @Test func `is reached by its own host and through fal's proxy field`() async throws {
    let body: JSON = ["prompt": "a"]
    var request = HTTPRequest(
      .post,
      scheme: "https",
      authority: "fal.run",
      target: "/fal-ai/flux-2-max",
      fields: ["Authorization": "Key id:secret"],
      body: .bytes(body.bytes())
    )
    let direct = try await StubAnswer(stub.server.respond(to: request))
    #expect(direct["/images/0/url"]?.stringValue?.hasPrefix("https://fal.run/media/fal/") == true)
    request.authority = "127.0.0.1:1"
    request.target = "/anything"
    request.fields["x-fal-target-url"] = "https://fal.run/fal-ai/flux-2-max"
    #expect(try await StubAnswer(stub.server.respond(to: request)).status == 200)
  }
}
