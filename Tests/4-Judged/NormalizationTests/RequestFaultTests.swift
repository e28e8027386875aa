import CanonicalJSON
import Catalog
import Normalization
import Testing

struct RequestFaultTests {
  struct Refusal: CustomTestStringConvertible {
    var testDescription: String
    var fields: JSONObject
    var pictures = 0
    var message: String
  }

  static let refusals = [
    Refusal(testDescription: "no model", fields: ["prompt": "x"], message: "model is required"),
    Refusal(
      testDescription: "unknown model",
      fields: ["model": "flux.2-mux", "prompt": "x"],
      message: "Model 'flux.2-mux' not found. Did you mean 'flux.2-max'?"
    ),
    Refusal(
      testDescription: "another case",
      fields: ["model": "FLUX.2-MAX", "prompt": "x"],
      message: "Model 'FLUX.2-MAX' not found. Did you mean 'flux.2-max'?"
    ),
    Refusal(
      testDescription: "a slip in an alias, which is answered with the model's own name",
      fields: ["model": "flux-2-mux", "prompt": "x"],
      message: "Model 'flux-2-mux' not found. Did you mean 'flux.2-max'?"
    ),
    Refusal(
      testDescription: "a key that is no provider and slug",
      fields: ["model": "fal/flux.1-kontext-max-edit", "prompt": "x"],
      message: "Model 'fal/flux.1-kontext-max-edit' not found. "
        + "Did you mean 'fal/flux.1-kontext-max'?"
    ),
    Refusal(
      testDescription: "an edit at a model that only draws",
      fields: ["model": "flux1.1-pro", "prompt": "x"],
      pictures: 1,
      message: "Model 'flux1.1-pro' does not support image-edit. Supported modes: text-to-image"
    ),
    Refusal(
      testDescription: "no prompt",
      fields: ["model": "flux.2-max", "prompt": .null],
      message: "prompt is required"
    ),
    Refusal(
      testDescription: "a malformed size",
      fields: ["model": "flux.2-max", "prompt": "x", "size": "banana"],
      message: "size is \"banana\"; it must be WIDTHxHEIGHT such as \"1024x1024\", "
        + "W:H such as \"16:9\", or \"auto\""
    ),
    Refusal(
      testDescription: "a side out of range",
      fields: ["model": "flux.2-max", "prompt": "x", "size": "14143x1"],
      message: "each side of a size is 1 to 14142 pixels, not 14143x1"
    ),
    Refusal(
      testDescription: "n as text",
      fields: ["model": "flux.2-max", "prompt": "x", "n": "2"],
      message: "n is \"2\"; it must be an integer"
    ),
    Refusal(
      testDescription: "n out of range",
      fields: ["model": "flux.2-max", "prompt": "x", "n": 11],
      message: "n is 11; it must be at most 10"
    ),
    Refusal(
      testDescription: "a value that the page does not list",
      fields: ["model": "flux.2-max", "prompt": "x", "safety_tolerance": "6"],
      message: "safety_tolerance is \"6\"; it must be one of \"1\", \"2\", \"3\", \"4\", \"5\""
    ),
    Refusal(
      testDescription: "legal, but refused by every offer that takes it",
      fields: ["model": "flux.1-kontext-max", "prompt": "x", "cfg_scale": 50],
      message: "cfg_scale is 50; fal takes at most 20"
    ),
    Refusal(
      testDescription: "more pictures than the model takes",
      fields: ["model": "flux.1-kontext-max", "prompt": "x"],
      pictures: 2,
      message: "flux.1-kontext-max does not support multiple input images"
    ),
    Refusal(
      testDescription: "a source's shape without a source",
      fields: ["model": "fal/flux.2-max", "prompt": "x", "aspect_ratio": "match_input_image"],
      message: "\"match_input_image\" needs an input image"
    ),
    Refusal(
      testDescription: "seeds past the largest integer",
      fields: ["model": "flux.2-max", "prompt": "x", "seed": 9_223_372_036_854_775_807, "n": 2],
      message: "seed 9223372036854775807 plus 1 is past the largest integer"
    ),
    Refusal(
      testDescription: "seeds past the largest integer, should the last picture be made alone",
      fields: ["model": "flux.1-dev", "prompt": "x", "seed": 9_223_372_036_854_775_807, "n": 2],
      message: "seed 9223372036854775807 plus 1 is past the largest integer"
    ),
    Refusal(
      testDescription: "a repeated field",
      fields: ["model": "flux.2-max", "prompt": "x", "prompt": "y"],
      message: "prompt stands more than once"
    ),
  ]

  @Test(arguments: refusals)
  func `says what is wrong and what would be right`(_ refusal: Refusal) throws {
    let catalog = try ModelCatalog.shipped()
    let request = PlanRequest(
      mode: refusal.pictures > 0 ? .edit : .textToImage,
      fields: refusal.fields,
      sources: Array(repeating: nil, count: refusal.pictures)
    )
    let fault = #expect(throws: RequestFault.self) { try Plan(request, catalog: catalog) }
    #expect(fault?.message == refusal.message)
  }
}
