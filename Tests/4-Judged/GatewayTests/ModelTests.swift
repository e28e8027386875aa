import Bytes
import CanonicalJSON
import Catalog
import Gateway
import HTTPMessages
import Images
import Testing

struct ModelTests {
  private static let models = (try? ModelCatalog.shipped().models) ?? []

  @Test(arguments: ["/v1", "/openai/v1"])
  func `models stand under both prefixes`(prefix: String) async throws {
    let driver = try GatewayDriver()
    let list = try await driver.send(.get, "\(prefix)/models")
    #expect(list["/object"] == "list")
    #expect(
      list["/data"]?.arrayValue?.compactMap { $0["id"]?.stringValue }
        == ModelTests.models.map(\.id)
    )
    for (model, known) in zip(list["/data"]?.arrayValue ?? [], ModelTests.models) {
      #expect(model["object"] == "model")
      #expect(model["created"]?.intValue != nil)
      #expect(model["owned_by"]?.stringValue == known.creator)
    }
    let one = try await driver.send(.get, "\(prefix)/models/flux.2-max")
    let place = ModelTests.models.firstIndex { $0.id == "flux.2-max" } ?? 0
    #expect(one.json == list["/data/\(place)"])
    let schema = try await driver.send(.get, "\(prefix)/models/flux.2-max?schema=true")
    #expect(schema["/object"] == "model.schema")
    #expect(schema["/sizes/rows"]?.arrayValue?.count == 9)
    #expect(schema["/sizes/auto"] == true)
    #expect(schema["/sizes/custom"] == ["min": 1, "max": 14142])
    #expect(try await driver.send(.head, "\(prefix)/models").status == 200)
  }

  @Test(arguments: [
    "flux.2-max", "flux-2-max", "fal/flux.2-max", "fal%2Fflux.2-max", "fal%2fflux-2-max",
    "replicate/flux.2-max",
  ])
  func `a model is found by slug, alias and prefix, slashes plain or escaped`(
    name: String
  ) async throws {
    let driver = try GatewayDriver()
    #expect(try await driver.send(.get, "/v1/models/\(name)")["/id"] == "flux.2-max")
  }

  @Test(arguments: [
    "FLUX.2-max", "flux.2-mix", "fal/flux.1-kontext-max-edit", "fireworks/flux.2-max", "a/b/c",
  ])
  func `what is no model is not found, and the way out is named`(name: String) async throws {
    let driver = try GatewayDriver()
    let page = try await driver.send(.get, "/v1/models/\(name)")
    let work = try await driver.generate(["model": .string(name), "prompt": "a"])
    for answer in [page, work] {
      #expect(answer.status == 404)
      #expect(answer["/error/code"] == "MODEL_NOT_FOUND")
      #expect(answer["/error/param"] == "model")
      #expect(answer.errorMessage.contains("Model '\(name)' not found."))
      #expect(answer.errorMessage.contains("serve --any-model"))
    }
  }

  @Test func `a near miss is helped`() async throws {
    let driver = try GatewayDriver()
    let answer = try await driver.send(.get, "/v1/models/flux.2-mix")
    #expect(answer.errorMessage.contains("Did you mean 'flux.2-max'?"))
  }

  @Test(arguments: ["gpt-image-1", "acme/gpt-image-9", "FLUX.2-max"])
  func `any model is served by a generic contract where that was asked for, and marked`(
    name: String
  ) async throws {
    let driver = try GatewayDriver { $0.servesAnyModel = true }
    let answer = try await driver.generate([
      "model": .string(name), "prompt": "a", "size": "1536x1024", "n": 2, "quality": "high",
      "background": "transparent",
    ])
    #expect(answer.status == 200)
    #expect(answer["/data"]?.arrayValue?.count == 2)
    #expect(answer["/metadata/model"]?.stringValue == name)
    #expect(answer["/metadata/generic"] == true)
    #expect(answer["/metadata/cost"] == .null)
    #expect(answer.fields["X-Touchstone-Contract"] == "generic")
    let input = try #require(driver.upstream.calls.first?.input)
    #expect(input["image_size"] == ["width": 1536, "height": 1024])
    #expect(input["quality"] == "high")
    let edit = try await driver.edit([
      "model": .string(name), "prompt": "a",
      "images": [["image_url": .string(Fixture.dataURL)]],
    ])
    #expect(edit.status == 200)
    let page = try await driver.send(.get, "/v1/models/\(name)")
    #expect(page["/id"]?.stringValue == name)
    #expect(page["/model_status"] == "generic")
  }

  @Test func `known models keep their own contract beside any other`() async throws {
    let driver = try GatewayDriver { $0.servesAnyModel = true }
    let answer = try await driver.generate(["model": "flux.2-max", "prompt": "a"])
    #expect(answer["/metadata/generic"] == nil)
    #expect(!answer.fields.contains("X-Touchstone-Contract"))
    let list = try await driver.send(.get, "/v1/models")
    #expect(list["/data"]?.arrayValue?.count == ModelTests.models.count)
    for name in ["", " ", "a b"] {
      let body: JSON = ["model": .string(name), "prompt": "a"]
      #expect(try await driver.generate(body).status == 404)
    }
  }

  @Test(arguments: ["/v1", "/openai/v1"])
  func `a dry run tells the price of both modes and asks nobody`(prefix: String) async throws {
    let driver = try GatewayDriver()
    let generation: JSON = ["model": "flux.1-kontext-max", "prompt": "a", "n": 3]
    let first = try await driver.send(
      .post,
      "\(prefix)/images/generations?dryRun=true",
      .bytes(generation.bytes())
    )
    #expect(first["/total_cost_micros"] == 240_000)
    #expect(first["/components/0/unit_price"] == 0.08)
    // 1600×900 is two megapixels, and so is the picture that keeps its shape in one: 0.07 + 2 × 0.03.
    let edit: JSON = [
      "model": "fal/flux.2-max", "prompt": "a",
      "images": [["image_url": .string(Fixture.dataURL)]],
    ]
    let second = try await driver.send(
      .post,
      "\(prefix)/images/edits?dryRun=true",
      .bytes(edit.bytes())
    )
    #expect(second["/estimated"] == true)
    #expect(second["/total_cost_micros"] == 130_000)
    #expect(driver.upstream.calls.isEmpty)
  }

  /// 2600×2100 are six megapixels, but more than four are never billed: 0.07 + 4 × 0.03.
  @Test func `a reference is billed as what it is made smaller to`() async throws {
    let driver = try GatewayDriver()
    let picture = PNGEncoder.flat(PixelSize(2600, 2100), color: RGBA(9, 99, 199))
    let edit: JSON = [
      "model": "fal/flux.2-max", "prompt": "a", "size": "1024x1024",
      "images": [["image_url": .string("data:image/png;base64,\(Base64.encode(picture))")]],
    ]
    let answer = try await driver.send(
      .post,
      "/v1/images/edits?dryRun=true",
      .bytes(edit.bytes())
    )
    #expect(answer["/total_cost_micros"] == 190_000)
  }

  @Test func `a model's object tells what its page does`() async throws {
    let driver = try GatewayDriver()
    let kontext = try await driver.send(.get, "/v1/models/flux.1-kontext-max")
    #expect(kontext["/family"] == "flux.1-kontext")
    #expect(kontext["/model_status"] == "active")
    #expect(kontext["/input_modalities"] == ["text", "image"])
    #expect(kontext["/output_modalities"] == ["image"])
    #expect(kontext["/max_input_images"] == 1)
    #expect(kontext["/max_resolution"] == "2048x2048")
    #expect(kontext["/providers/2/config_key"] == "fireworks/flux.1-kontext-max")
    #expect(
      kontext["/providers/2/provider_model_ids"]
        == ["accounts/fireworks/models/flux-kontext-max"]
    )
    #expect(kontext["/providers/2/price"] == ["image": 0.08])
    #expect(kontext["/providers/2/source"] == "https://fireworks.ai/pricing")
    let pro = try await driver.send(.get, "/v1/models/flux1.1-pro")
    #expect(pro["/input_modalities"] == ["text"])
    let flux2 = try await driver.send(.get, "/v1/models/flux.2-max")
    #expect(
      flux2["/providers/0/price"] == ["first_megapixel": 0.07, "further_megapixel": 0.03]
    )
    #expect(flux2["/providers/2/price"] == .null)
  }
}
