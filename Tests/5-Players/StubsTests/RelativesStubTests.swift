import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages
import Stubs
import Testing

/// Providers that speak as OpenAI does, each with differences of its own, played without any file.
struct RelativesStubTests {
  private let stub: StubServer

  init() throws { stub = StubServer(try .shipped(), in: .fixed(TestClock())) }

  private func send(
    _ target: String,
    _ body: JSON,
    _ fields: HTTPFields = ["Authorization": "Bearer any"],
    host: String = "127.0.0.1:4021"
  ) async throws -> StubAnswer {
    var fields = fields
    fields["Content-Type"] = "application/json"
    let request = HTTPRequest(
      .post,
      authority: host,
      target: HTTPTarget(target),
      fields: fields,
      body: .bytes(body.bytes())
    )
    return try await StubAnswer(stub.respond(to: request))
  }

  private static let grok: JSON = ["model": "grok-imagine-image", "prompt": "a fox"]
  private static let flux = "black-forest-labs/FLUX.1-schnell"

  @Test(arguments: [
    ("/xai/v1/images/generations", "127.0.0.1:4021"), ("/v1/images/generations", "api.x.ai"),
  ])
  func `xAI answers with URLs and their types, and with no time`(
    target: String,
    host: String
  ) async throws {
    let made = try await send(target, RelativesStubTests.grok, host: host)
    #expect(made.status == 200)
    #expect(made.json?["created"] == nil)
    #expect(made.json?["usage"]?["cost_in_usd_ticks"] == 0)
    let picture = made.json?["data"]?[0]
    #expect(picture?["mime_type"] == "image/jpeg")
    #expect(picture?["b64_json"] == nil)
    let url = try #require(picture?["url"]?.stringValue)
    #expect(url.hasPrefix("http://\(host)/media/xai/"))
  }

  @Test func `xAI answers in base64 where that is asked for, as many as asked`() async throws {
    let body = RelativesStubTests.grok.merging([
      "response_format": "b64_json", "n": 2, "aspect_ratio": "1:1", "resolution": "2k",
    ])
    let made = try await send("/xai/v1/images/generations", body)
    #expect(made.json?["data"]?.arrayValue?.count == 2)
    #expect(made.json?["data"]?[1]?["url"] == nil)
    #expect(made.json?["data"]?[1]?["b64_json"]?.stringValue?.isEmpty == false)
  }

  static let refused: [(body: JSON, status: Int, error: JSON)] = [
    (
      grok.merging(["size": "1024x1024"]), 400,
      ["code": "400", "error": "Argument not supported: size"]
    ),
    (
      grok.merging(["n": 11]), 400,
      [
        "code": "Client specified an invalid argument",
        "error": "Input should be less than or equal to 10",
      ]
    ),
    (
      grok.merging(["model": "grok-9"]), 404,
      [
        "code": "Some requested entity was not found",
        "error": "The model grok-9 does not exist or your team does not have access to it.",
      ]
    ),
    (
      grok.merging(["prompt": "x [fault: moderated]"]), 400,
      ["code": "imagine:content-moderated", "error": "the content was moderated"]
    ),
  ]

  @Test(arguments: refused.indices)
  func `xAI refuses flatly`(index: Int) async throws {
    let row = RelativesStubTests.refused[index]
    let answer = try await send("/xai/v1/images/generations", row.body)
    #expect(answer.status == row.status)
    #expect(answer.json == row.error)
  }

  @Test func `xAI ignores a field that nobody is known to have been refused`() async throws {
    let body = RelativesStubTests.grok.merging(["seed": 5])
    #expect(try await send("/xai/v1/images/generations", body).status == 200)
  }

  @Test func `xAI blames a missing key on the request`() async throws {
    let answer = try await send("/xai/v1/images/generations", RelativesStubTests.grok, [:])
    #expect(answer.status == 400)
    #expect(answer.json?["error"]?.stringValue?.hasPrefix("Incorrect API key provided") == true)
  }

  static let pictures: [JSON] = [
    ["image": ["url": picture, "type": "image_url"]],
    ["images": [["url": picture, "type": "image_url"], ["url": picture, "type": "image_url"]]],
  ]

  /// A GIF of one pixel: the shortest picture that there is.
  private static let picture: JSON =
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

  @Test(arguments: pictures.indices)
  func `xAI edits what objects name`(index: Int) async throws {
    let body = RelativesStubTests.grok.merging(RelativesStubTests.pictures[index])
    let made = try await send("/xai/v1/images/edits", body)
    #expect(made.status == 200, "\(String(describing: made.json))")
  }

  @Test func `xAI takes no form for an edit`() async throws {
    let form: HTTPFields = [
      "Authorization": "Bearer any", "Content-Type": "multipart/form-data; boundary=x",
    ]
    let request = HTTPRequest(
      .post,
      target: "/xai/v1/images/edits",
      fields: form,
      body: .bytes(Array("--x--\r\n".utf8))
    )
    let answer = try await StubAnswer(stub.respond(to: request))
    #expect(answer.status == 400)
    #expect(answer.json?["error"] == "the body should be JSON, not a form")
  }

  static let doors: [(target: String, host: String, key: HTTPFields)] = [
    (
      "/azure/openai/deployments/mine/images/generations?api-version=2025-04-01-preview",
      "127.0.0.1:4021", ["api-key": "any"]
    ),
    ("/azure/openai/v1/images/generations", "127.0.0.1:4021", ["Authorization": "Bearer any"]),
    (
      "/openai/v1/images/generations?api-version=preview", "mine.openai.azure.com",
      ["api-key": "any"]
    ),
  ]

  @Test(arguments: doors.indices)
  func `Azure is reached by its deployments, and by OpenAI's own path`(index: Int) async throws {
    let door = RelativesStubTests.doors[index]
    let body: JSON = ["model": "mine", "prompt": "a fox", "size": "1024x1536"]
    let made = try await send(door.target, body, door.key, host: door.host)
    #expect(made.status == 200)
    #expect(made.json?["size"] == "1024x1536")
    #expect(made.json?["data"]?[0]?["b64_json"] != nil)
    #expect(made.fields["openai-organization"] == nil)
  }

  static let shut: [(target: String, key: HTTPFields, body: JSON, status: Int, code: String)] = [
    ("/openai/deployments/mine/images/generations", ["api-key": "k"], [:], 404, "404"),
    ("/openai/images", ["api-key": "k"], [:], 404, "404"),
    (
      "/openai/deployments/mine/images/generations?api-version=1", [:], ["prompt": "x"], 401, "401"
    ),
    (
      "/openai/deployments/mine/images/generations?api-version=1", ["api-key": "k"],
      ["prompt": "x", "response_format": "url"], 400, "unknown_parameter"
    ),
    (
      "/openai/deployments/mine/images/generations?api-version=1", ["api-key": "k"],
      ["prompt": "x", "output_format": "webp"], 400, "invalid_value"
    ),
  ]

  @Test(arguments: shut.indices)
  func `Azure refuses in its own words at the door, and in OpenAI's behind it`(
    index: Int
  ) async throws {
    let row = RelativesStubTests.shut[index]
    let answer = try await send("/azure\(row.target)", row.body, row.key)
    #expect(answer.status == row.status)
    #expect(answer.json?["error"]?["code"] == .string(row.code))
  }

  @Test func `a model of one's own takes the place of any deployment`() async throws {
    let file = ModelCatalog.File(
      name: "azure.json",
      text: #"{"extends": "azure", "any_model": null}"#
    )
    let stub = StubServer(try .shipped().declaring([file]), in: .fixed(TestClock()))
    let request = HTTPRequest(
      .post,
      target: "/azure/openai/deployments/mine/images/generations?api-version=1",
      fields: ["api-key": "k", "Content-Type": "application/json"],
      body: .bytes(JSON.object(["prompt": "x"]).bytes())
    )
    let answer = try await StubAnswer(stub.respond(to: request))
    #expect(answer.status == 404)
    #expect(answer.json?["error"]?["code"] == "DeploymentNotFound")
  }

  @Test func `Together numbers its pictures, and takes sides and steps`() async throws {
    let body: JSON = [
      "model": .string(RelativesStubTests.flux), "prompt": "a fox", "width": 640, "height": 480,
      "steps": 4, "n": 2, "response_format": "base64", "size": "1x1",
    ]
    let made = try await send("/together/v1/images/generations", body)
    #expect(made.status == 200)
    #expect(made.json?["object"] == "list")
    #expect(made.json?["model"] == .string(RelativesStubTests.flux))
    #expect(made.json?["id"]?.stringValue?.isEmpty == false)
    let second = try #require(made.json?["data"]?[1])
    #expect(second["index"] == 1)
    #expect(second["type"] == "b64_json")
    let bytes = try Base64.decode(second["b64_json"]?.stringValue ?? "")
    #expect(Array(bytes.prefix(2)) == [0xFF, 0xD8])
    let plain = try await send(
      "/together/v1/images/generations",
      ["model": "any/other", "prompt": "x"]
    )
    #expect(plain.json?["data"]?[0]?["type"] == "url")
  }

  @Test func `Together names the field that is wrong`() async throws {
    let answer = try await send(
      "/together/v1/images/generations",
      ["model": .string(RelativesStubTests.flux), "prompt": "x", "n": 9]
    )
    #expect(answer.status == 400)
    #expect(answer.json?["error"]?["param"] == "n")
    #expect(answer.json?["error"]?["code"] == .some(.null))
  }

  @Test func `SiliconFlow answers in names of its own`() async throws {
    let body: JSON = [
      "model": .string(RelativesStubTests.flux), "prompt": "a fox", "image_size": "960x1280",
      "batch_size": 2, "seed": 7,
    ]
    let made = try await send("/siliconflow/v1/images/generations", body)
    #expect(made.status == 200)
    #expect(made.json?["data"] == nil)
    #expect(made.json?["images"]?.arrayValue?.count == 2)
    #expect(made.json?["seed"] == 7)
    #expect(made.json?["timings"]?["inference"]?.doubleValue == 0.5)
    #expect(made.json?["created"]?.intValue != nil)
    let wrong = try await send(
      "/siliconflow/v1/images/generations",
      body.merging(["batch_size": 5])
    )
    #expect(wrong.status == 400)
    #expect(wrong.json?["code"] == 20015)
    #expect(wrong.json?["data"] == .some(.null))
  }
}
