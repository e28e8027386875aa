import Bytes
import CanonicalJSON
import Catalog
import Normalization
import Testing

struct RoutingTests {
  struct Route: CustomTestStringConvertible {
    var testDescription: String
    var fields: JSONObject
    var pictures = 0
    var offers: [String]
  }

  static let routes = [
    Route(
      testDescription: "in the published order where all do as well",
      fields: ["model": "flux.1-kontext-max", "size": "4:3"],
      offers: ["fal", "fireworks", "replicate"]
    ),
    Route(
      testDescription: "first an offer that has the shape",
      fields: ["model": "flux.1-kontext-max", "size": "4:5"],
      offers: ["fireworks", "replicate", "fal"]
    ),
    Route(
      testDescription: "first an offer that takes every parameter",
      fields: ["model": "flux.2-max", "size": "4:3", "output_quality": 50],
      offers: ["replicate", "fal"]
    ),
    Route(
      testDescription: "free pixels before a parameter",
      fields: ["model": "flux.2-max", "size": "1000x600", "output_quality": 50],
      offers: ["fal", "replicate"]
    ),
    Route(
      testDescription: "not to an offer that refuses a legal value",
      fields: ["model": "flux.1-kontext-max", "safety_tolerance": "6"],
      pictures: 1,
      offers: ["fal"]
    ),
    Route(
      testDescription: "not to an offer that takes fewer pictures",
      fields: ["model": "flux.2-max"],
      pictures: 9,
      offers: ["fal"]
    ),
    Route(
      testDescription: "only to the provider that is forced",
      fields: ["model": "replicate/flux-2-max", "size": "1000x600"],
      offers: ["replicate"]
    ),
  ]

  @Test(arguments: routes)
  func `orders the attempts`(_ route: Route) throws {
    var fields = route.fields
    fields["prompt"] = "a stone"
    let request = PlanRequest(
      mode: route.pictures > 0 ? .edit : .textToImage,
      fields: fields,
      sources: Array(repeating: nil, count: route.pictures)
    )
    let plan = try Plan(request, catalog: ModelCatalog.shipped())
    #expect(plan.attempts.map(\.offer.provider) == route.offers)
  }

  @Test func `asks batches greedily and gives each call the seed of its first picture`() throws {
    let request = PlanRequest(
      mode: .textToImage,
      fields: ["model": "fal/flux.1-dev", "prompt": "x", "n": 6, "seed": 42]
    )
    let attempt = try #require(try Plan(request, catalog: ModelCatalog.shipped()).attempts.first)
    #expect(attempt.calls.map(\.input["num_images"]) == [4, 2])
    #expect(attempt.calls.map(\.input["seed"]) == [42, 46])
    #expect(attempt.calls(for: [1, 2, 5]).map(\.positions) == [1..<3, 5..<6])
    #expect(attempt.calls(for: [5]).map(\.input["seed"]) == [47])
  }

  @Test func `prices by delivered megapixel, references apart`() throws {
    let request = PlanRequest(
      mode: .edit,
      fields: ["model": "fal/flux.2-max", "prompt": "x", "size": "1183x887", "n": 2],
      sources: [PixelSize(512, 512), PixelSize(1024, 1025)]
    )
    let attempt = try #require(try Plan(request, catalog: ModelCatalog.shipped()).attempts.first)
    #expect(attempt.cost(pictures: 1) == Money(millionths: 70_000 + 4 * 30_000))
  }

  @Test func `keeps what it does not know as it was written`() throws {
    let fields = try JSON(
      parsing: #"{"model":"fal/flux.2-max","prompt":"","x":{"b":[1.0,null],"a":1e2},"long":"#
        + #"12345678901234567890,"none":null,"ü":"☃"}"#
    )
    let request = PlanRequest(mode: .textToImage, fields: try #require(fields.objectValue))
    let input = try #require(
      try Plan(request, catalog: ModelCatalog.shipped()).attempts.first?.calls[0]
    )
    .input
    #expect(
      JSON.object(input).text()
        == #"{"prompt":"","image_size":{"width":1024,"height":1024},"x":{"b":[1.0,null],"a":1e2},"#
        + #""long":12345678901234567890,"none":null,"ü":"☃"}"#
    )
  }
}
