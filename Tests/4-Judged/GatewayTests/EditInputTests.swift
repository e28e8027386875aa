import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import Gateway
import HTTPMessages
import Images
import Synchronization
import Testing

struct EditInputTests {
  private let model = MultipartPart(name: "model", text: "fal/flux.2-max")
  private let prompt = MultipartPart(name: "prompt", text: "a")

  /// The pictures that reached the provider.
  private func pictures(_ driver: GatewayDriver) -> [JSON] {
    driver.upstream.calls.last?.input["image_urls"]?.arrayValue ?? []
  }

  @Test(arguments: [["image"], ["image[]"], ["image", "image"], ["image[]", "image[]"]])
  func `a form's pictures arrive bit for bit, however their field is written`(
    names: [String]
  ) async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.edit([model] + names.map { Fixture.file($0) } + [prompt])
    #expect(answer.status == 200)
    let one = JSON.string(Fixture.dataURL)
    #expect(pictures(driver) == Array(repeating: one, count: names.count))
  }

  @Test func `a form's pictures keep their order`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.edit([
      Fixture.file("image[]", Fixture.made), Fixture.file("image[]"), model, prompt,
    ])
    #expect(answer.status == 200)
    let first = JSON.string("data:image/png;base64," + Base64.encode(Fixture.made))
    #expect(pictures(driver) == [first, .string(Fixture.dataURL)])
  }

  @Test func `a form's scalars are typed, and what is unknown stays text or nests`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.edit([
      model, prompt, Fixture.file("image"), MultipartPart(name: "n", text: "2"),
      MultipartPart(name: "seed", text: "7"), MultipartPart(name: "mystery", text: "1"),
      MultipartPart(name: "nested[a]", text: "x"), MultipartPart(name: "list[]", text: "y"),
    ])
    #expect(answer["/data"]?.arrayValue?.count == 2)
    let seeds = driver.upstream.calls.compactMap { $0.input["seed"]?.intValue }
    #expect(Set(seeds) == [7, 8])
    let input = try #require(driver.upstream.calls.last?.input)
    #expect(input["mystery"] == "1")
    #expect(input["nested"] == ["a": "x"])
    #expect(input["list"] == ["y"])
  }

  @Test(arguments: ["image", "mask"])
  func `a picture on a generation is dropped and named`(name: String) async throws {
    let driver = try GatewayDriver()
    var body: JSONObject = ["model": "flux.2-max", "prompt": "a"]
    body[name] = "https://example.com/a"
    let answer = try await driver.generate(.object(body))
    #expect(answer.status == 200)
    #expect(answer["/metadata/dropped/0/parameter"]?.stringValue == name)
    #expect(driver.upstream.calls.first?.input.objectValue?.names.contains(name) == false)
  }

  @Test func `a mask that no offer has a field for is dropped and named`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.edit([
      model, prompt, Fixture.file("image"), Fixture.file("mask"),
    ])
    #expect(answer.status == 200)
    #expect(answer["/metadata/dropped/0/parameter"] == "mask")
    #expect(driver.upstream.calls.last?.input["mask"] == nil)
  }

  @Test func `thirty pictures, text as a picture and a GIF are refused`() async throws {
    let driver = try GatewayDriver()
    let many = try await driver.edit(
      [model, prompt] + Array(repeating: Fixture.file("image[]"), count: 30)
    )
    #expect(many.status == 400)
    #expect(many["/error/param"] == "image")
    let gif = try Image.encode(Image.decode(Fixture.made), as: .gif)
    for bytes in [Array("hello".utf8), [], gif, Array(Fixture.png.dropLast(9))] {
      let answer = try await driver.edit([model, prompt, Fixture.file("image", bytes)])
      #expect(answer.status == 400)
      #expect(answer.errorMessage.hasPrefix("Invalid image file"))
    }
    #expect(driver.upstream.calls.isEmpty)
  }

  @Test func `JSON takes data URLs`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.edit([
      "model": "fal/flux.2-max", "prompt": "a",
      "images": [["image_url": .string(Fixture.dataURL)]],
      "mask": ["image_url": .string(Fixture.dataURL)],
    ])
    #expect(answer.status == 200)
    #expect(pictures(driver) == [.string(Fixture.dataURL)])
    #expect(answer["/metadata/dropped/0/parameter"] == "mask")
  }
}

/// A mask where an offer has a field for it; none of the shipped ones has.
@Suite(.heavy)
struct MaskTests {
  private static let model = """
    {
      "id": "masked", "modes": ["edit"], "max_input_images": 1,
      "sizes": {"auto": true, "ratios": ["1:1"], "tiers": ["1K"]},
      "parameters": [
        {"name": "prompt", "type": "string", "required": true},
        {"name": "image", "type": "file", "required": true}
      ],
      "offers": [
        {
          "key": "fal/masked",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/masked", "images": {"field": "image_url"},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "image_url", "type": "uri", "required": true},
                {"name": "mask", "type": "uri"}
              ]
            }
          }
        }
      ]
    }
    """

  @Test func `reaches the provider beside the picture, bit for bit`() async throws {
    let catalog = try ModelCatalog(files: [.init(name: "masked.json", text: MaskTests.model)])
    let driver = try GatewayDriver { $0.catalog = catalog }
    let answer = try await driver.edit([
      MultipartPart(name: "model", text: "masked"), MultipartPart(name: "prompt", text: "a"),
      Fixture.file("image"), Fixture.file("mask", Fixture.made),
    ])
    #expect(answer.status == 200)
    let input = try #require(driver.upstream.calls.last?.input)
    #expect(input["image_url"] == .string(Fixture.dataURL))
    #expect(input["mask"] == .string("data:image/png;base64," + Base64.encode(Fixture.made)))
    #expect(answer["/metadata/dropped"] == nil)
  }
}

/// Pictures that a JSON edit names by URL.
struct EditByURLTests {
  private func edit(_ url: String, model: String = "fal/flux.2-max") -> JSON {
    ["model": .string(model), "prompt": "a", "images": [["image_url": .string(url)]]]
  }

  private func driver(
    _ downloads: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) throws -> GatewayDriver {
    try GatewayDriver { $0.environment.downloads = HTTPHandlerClosure(downloads) }
  }

  @Test func `a picture by URL is fetched without the client's key`() async throws {
    let asked = Mutex<[HTTPRequest]>([])
    let driver = try driver { request in
      asked.withLock { $0.append(request) }
      return HTTPResponse(200, body: .bytes(Fixture.png))
    }
    let answer = try await driver.edit(edit("https://pictures.test/a.png?x=1"))
    #expect(answer.status == 200)
    let request = try #require(asked.withLock { $0.first })
    #expect(request.url == "https://pictures.test/a.png?x=1")
    #expect(!request.fields.contains(.authorization))
    #expect(
      driver.upstream.calls.last?.input["image_urls"] == [.string(Fixture.dataURL)]
    )
  }

  @Test func `a picture of the gateway's own needs no fetching`() async throws {
    let driver = try driver { _ in throw HTTPBodyTooLong(limit: 0) }
    let made = try await driver.generate(["model": "fal/flux.2-max", "prompt": "a"])
    let url = try #require(made["/data/0/url"]?.stringValue)
    #expect(try await driver.edit(edit(url)).status == 200)
  }

  @Test func `what cannot be fetched is the client's error, and says no more than that`()
    async throws
  {
    struct Private: Error {}
    let failures: [@Sendable (HTTPRequest) async throws -> HTTPResponse] = [
      { _ in throw Private() },
      { _ in HTTPResponse(404) },
      { _ in HTTPResponse(302, fields: ["Location": "http://127.0.0.1/"]) },
      { _ in HTTPResponse(200, body: HTTPBody("not a picture")) },
    ]
    for failure in failures {
      let driver = try driver(failure)
      let answer = try await driver.edit(edit("http://127.0.0.1:22/a.png"))
      #expect(answer.status == 400)
      #expect(answer["/error/param"] == "images")
      #expect(!answer.errorMessage.contains("127.0.0.1"))
      #expect(driver.upstream.calls.isEmpty)
    }
  }

  @Test func `a picture that is too long or too slow is refused`() async throws {
    let long = try driver { _ in
      let part = [UInt8](repeating: 0, count: 1 << 20)
      return HTTPResponse(200, body: .stream(HTTPBodyStream { part[...] }))
    }
    let answer = try await long.edit(edit("http://pictures.test/"))
    #expect(answer.status == 400)
    #expect(answer.errorMessage == "The picture at an image_url is over 20 MB")
    let slow = try driver { _ in
      try await Task.sleep(for: .seconds(600))
      return HTTPResponse(200)
    }
    let work = Task { try await slow.edit(edit("http://pictures.test/")) }
    await settle { slow.clock.sleeping == 1 }
    slow.clock.advance(by: .seconds(31))
    #expect(try await work.value.errorMessage.hasSuffix("did not come in time"))
  }

  @Test func `nothing is fetched for a request that must be refused`() async throws {
    let driver = try driver { _ in
      Issue.record("something was fetched")
      return HTTPResponse(200)
    }
    var body = try #require(edit("http://pictures.test/").objectValue)
    body["n"] = 11
    #expect(try await driver.edit(.object(body))["/error/param"] == "n")
    let unknown = try await driver.edit(edit("http://pictures.test/", model: "nobody"))
    #expect(unknown.status == 404)
    let many = JSON.array(
      Array(repeating: ["image_url": "http://pictures.test/"], count: 17)
    )
    body["images"] = many
    #expect(try await driver.edit(.object(body))["/error/param"] == "images")
  }
}
