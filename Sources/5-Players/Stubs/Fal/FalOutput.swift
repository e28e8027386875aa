import Bytes
import CanonicalJSON
import Catalog
import Exchanges

/// A model's answer at fal, whose keys differ from endpoint to endpoint.
struct FalOutput {
  var order: StubOrder
  var pictures: [StubPicture]

  var json: JSON {
    let images = JSON.array(pictures.map(image))
    let seed = JSON.integer(order.seed)
    if order.endpoint.contains("flux-2") { return ["images": images, "seed": seed] }
    return [
      "images": images, "timings": ["inference": 0.01], "seed": seed,
      "has_nsfw_concepts": .array(pictures.map { _ in false }),
      "prompt": .string(prompt),
    ]
  }

  /// The prompt as it was used.
  private var prompt: String {
    let asked = order.input["prompt"]?.stringValue ?? ""
    return order.faults.rewritesPrompt ? "rewritten: \(asked)" : asked
  }

  /// Generations of the older families describe their pictures in four fields only.
  private var isBrief: Bool {
    order.operation.images == nil && !order.endpoint.contains("flux-2")
  }

  private func image(_ picture: StubPicture) -> JSON {
    let width = JSON.integer(picture.size.width)
    let height = JSON.integer(picture.size.height)
    let type = JSON.string(picture.mediaType)
    if isBrief {
      return [
        "url": .string(picture.url), "width": width, "height": height, "content_type": type,
      ]
    }
    return [
      "url": .string(picture.url), "content_type": type, "file_name": .string(picture.name),
      "file_size": .integer(picture.bytes.count), "width": width, "height": height,
    ]
  }
}
