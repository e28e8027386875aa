import CanonicalJSON
import Catalog
import Testing

@testable import Normalization

/// What requests become at providers that no page lists, written by hand from the providers' own documents.
struct ExampleOfferTests {
  struct Line: Sendable {
    let model: String
    let mode: Mode
    let request: JSON
    let input: JSON

    init(_ model: String, _ request: JSON, _ input: JSON, mode: Mode = .textToImage) {
      self.model = model
      self.mode = mode
      self.request = request
      self.input = input
    }
  }

  static let lines = [
    Line(
      "xai/grok-imagine-image",
      ["size": "16:9", "resolution": "2K", "n": 3],
      ["prompt": "p", "aspect_ratio": "16:9", "resolution": "2k", "n": 3]
    ),
    Line(
      "xai/grok-imagine-image",
      ["aspect_ratio": "9:19.5"],
      ["prompt": "p", "aspect_ratio": "9:19.5", "resolution": "1k"]
    ),
    Line(
      "xai/grok-imagine-image",
      ["aspect_ratio": "1:1"],
      [
        "prompt": "p", "aspect_ratio": "1:1", "resolution": "1k", "images": ["<image 1>"],
      ],
      mode: .edit
    ),
    Line(
      "together/flux.1-schnell",
      ["size": "1365x768", "cfg_scale": 5, "seed": 7],
      ["prompt": "p", "width": 1365, "height": 768, "guidance_scale": 5, "seed": 7]
    ),
    Line(
      "together/flux.1-schnell",
      ["output_format": "png", "n": 2],
      ["prompt": "p", "width": 1024, "height": 1024, "output_format": "png", "n": 2]
    ),
    Line(
      "siliconflow/flux.1-schnell",
      ["size": "836x1254", "n": 2, "cfg_scale": 5],
      ["prompt": "p", "image_size": "836x1254", "batch_size": 2, "guidance_scale": 5]
    ),
    Line(
      "azure/gpt-image-1.5",
      ["size": "2:3", "quality": "low", "output_format": "jpeg"],
      ["prompt": "p", "size": "1024x1536", "quality": "low", "output_format": "jpeg"]
    ),
    Line(
      "azure/gpt-image-1.5",
      ["output_format": "webp"],
      ["prompt": "p", "size": "1024x1024", "output_format": "png"]
    ),
  ]

  @Test(arguments: lines.indices)
  func `a request goes in the provider's own words`(index: Int) throws {
    let line = ExampleOfferTests.lines[index]
    let provider = String(line.model.prefix { $0 != "/" })
    var fields = line.request.objectValue ?? [:]
    fields["model"] = .string(line.model)
    fields["prompt"] = "p"
    let request = PlanRequest(
      mode: line.mode,
      fields: fields,
      sources: line.mode == .edit ? [nil] : [],
      hasMask: false
    )
    let plan = try Plan(request, catalog: ExampleProvider(provider).catalog())
    let input = try #require(plan.json["plans"]?[0]?["calls"]?[0]?["input"])
    #expect(input.isSameValue(as: line.input), "\(input.text())")
  }
}
