import CanonicalJSON
import Catalog

extension MapFault {
  static let all = ofSizes + ofRatios + ofCounts + ofParameters + ofFormats + ofEdits

  private init(
    _ description: String,
    _ model: String,
    _ shown: String,
    _ change: Change,
    mode: Mode = .textToImage
  ) {
    (testDescription, self.model, self.shown, self.change) = (description, model, shown, change)
    self.mode = mode
  }

  /// Pixels at an offer that takes any.
  private static let ofSizes = [
    MapFault(
      "a size that is always the default",
      "fal/flux.1-dev",
      "size=16:9",
      .upstream { input in
        if input["image_size"] != nil { input["image_size"] = ["height": 1024, "width": 1024] }
      }
    ),
    MapFault(
      "sizes left to the provider",
      "fal/flux.1-dev",
      "plain",
      .upstream { $0["image_size"] = nil }
    ),
    MapFault(
      "sides brought to steps of eight",
      "fal/flux.2-max",
      "size=1183x887",
      .upstream { input in
        sides(&input) { $0 / 8 * 8 }
      }
    ),
    MapFault(
      "sides cut at two thousand",
      "fal/flux.2-max",
      "size=4096x4096",
      .upstream { input in
        sides(&input) { min($0, 2000) }
      }
    ),
    MapFault(
      "width and height the other way round",
      "fal/flux1.1-pro",
      "size=1183x887",
      .upstream { input in
        guard let size = input["image_size"], let width = size["width"], let height = size["height"]
        else {
          return
        }
        input["image_size"] = ["height": width, "width": height]
      }
    ),
    MapFault(
      "a preset for one shape",
      "fal/flux.2-max",
      "size=4:3",
      .upstream { input in
        if input["image_size"]?["width"] == 1183 {
          input["image_size"] = "landscape_4_3"
        }
      }
    ),
    MapFault(
      "WxH no longer understood",
      "fal/flux.2-max",
      "size=1365x768",
      .client { request in
        if request["size"]?.stringValue?.contains("x") == true { request["size"] = "banana" }
      }
    ),
    MapFault(
      "W:H no longer understood",
      "fal/flux.2-max",
      "size=16:9",
      .client { request in
        if request["size"]?.stringValue?.contains(":") == true { request["size"] = "banana" }
      }
    ),
    MapFault(
      "aspect_ratio no longer read",
      "fal/flux.2-max",
      "aspect_ratio=16:9",
      .client { request in
        request["aspect_ratio"] = nil
      }
    ),
    MapFault(
      "auto taken for a square",
      "fal/flux.2-max",
      "size=auto",
      .client { request in
        if request["size"] == "auto" { request["size"] = "1:1" }
      }
    ),
    MapFault(
      "what is no size let through",
      "fal/flux.1-dev",
      "size=banana",
      .client { request in
        if request["size"] == "banana" { request["size"] = "16:9" }
      }
    ),
    MapFault(
      "resolution before aspect_ratio",
      "fal/flux.2-max",
      "aspect_ratio=16:9,resolution=4K",
      .client { request in
        if request["resolution"] != nil { request["aspect_ratio"] = nil }
      }
    ),
    MapFault(
      "one row of the table gone",
      "fal/flux1.1-pro",
      "size=3:2",
      .upstream { input in
        if input["image_size"]?["width"] == 1254 {
          input["image_size"] = ["height": 887, "width": 1183]
        }
      }
    ),
  ]

  /// Shapes at offers that take them by name.
  private static let ofRatios = [
    MapFault(
      "a shape that is no longer on the list",
      "fal/flux.1-kontext-max",
      "size=21:9",
      .upstream { input in
        if input["aspect_ratio"] == "21:9" { input["aspect_ratio"] = "16:9" }
      }
    ),
    MapFault(
      "portraits turned",
      "replicate/flux.1-kontext-max",
      "size=9:16",
      .upstream { input in
        if input["aspect_ratio"] == "9:16" { input["aspect_ratio"] = "16:9" }
      }
    ),
    MapFault(
      "every shape square",
      "fireworks/flux.1-kontext-max",
      "size=16:9",
      .upstream { input in
        if input["aspect_ratio"] != nil { input["aspect_ratio"] = "1:1" }
      }
    ),
    MapFault(
      "a shape under another name",
      "replicate/flux.2-max",
      "size=4:3",
      .upstream { input in
        if input["aspect_ratio"] == "4:3" { input["aspect_ratio"] = "8:6" }
      }
    ),
    MapFault(
      "no scale beside the shape",
      "replicate/flux.2-max",
      "size=16:9",
      .upstream { $0["resolution"] = nil }
    ),
    MapFault(
      "the smaller scale lost",
      "replicate/flux.1-dev",
      "size=512x512",
      .upstream { input in
        if input["megapixels"] == "0.25" { input["megapixels"] = "1" }
      }
    ),
    MapFault(
      "custom pixels made a shape",
      "replicate/flux.2-max",
      "size=1000x600",
      .upstream { input in
        if input["aspect_ratio"] == "custom" { input["aspect_ratio"] = "1:1" }
      }
    ),
    MapFault(
      "the nearest shape one further",
      "fal/flux.1-kontext-max",
      "size=5:4",
      .upstream { input in
        if input["aspect_ratio"] == "4:3" { input["aspect_ratio"] = "3:2" }
      }
    ),
  ]

  private static let ofCounts = [
    MapFault("batches of one", "fal/flux.1-dev", "n=2", .upstream { $0["num_images"] = nil }),
    MapFault(
      "batches of two at most",
      "fal/flux.1-dev",
      "n=3",
      .upstream { input in
        if let count = input["num_images"]?.intValue {
          input["num_images"] = .integer(min(2, count))
        }
      }
    ),
    MapFault(
      "one picture however many are asked for",
      "replicate/flux1.1-pro",
      "n=2",
      .client { request in
        if request["n"] != nil { request["n"] = nil }
      }
    ),
    MapFault(
      "ten pictures refused",
      "fal/flux1.1-pro",
      "n=10",
      .client { request in
        if request["n"] == 10 { request["n"] = 11 }
      }
    ),
    MapFault(
      "eleven pictures made ten",
      "fal/flux1.1-pro",
      "n=11",
      .client { request in
        if request["n"] == 11 { request["n"] = 10 }
      }
    ),
    MapFault(
      "the same seed in every call",
      "replicate/flux.2-max",
      "n=3,seed=42",
      .upstream { input in
        if let seed = input["seed"]?.intValue, 43...60 ~= seed { input["seed"] = 42 }
      }
    ),
    MapFault(
      "a seed of zero lost",
      "fal/flux.2-max",
      "seed=0",
      .upstream { input in
        if input["seed"] == 0 { input["seed"] = nil }
      }
    ),
    MapFault(
      "seeds under another name",
      "fal/flux.2-max",
      "seed=42",
      .upstream { input in
        guard let seed = input["seed"] else { return }
        input["seed"] = nil
        input["random_seed"] = seed
      }
    ),
  ]

  private static let ofParameters = [
    MapFault(
      "guidance dropped",
      "fal/flux.1-dev",
      "cfg_scale=10.75",
      .upstream { $0["guidance_scale"] = nil }
    ),
    MapFault(
      "guidance under its canonical name",
      "fal/flux.1-dev",
      "cfg_scale=10.75",
      .upstream { input in
        guard let scale = input["guidance_scale"] else { return }
        input["guidance_scale"] = nil
        input["cfg_scale"] = scale
      }
    ),
    MapFault(
      "guidance clamped",
      "fal/flux.1-dev",
      "cfg_scale=21",
      .client { request in
        if let scale = request["cfg_scale"]?.doubleValue, scale > 20 { request["cfg_scale"] = 20 }
      }
    ),
    MapFault("style dropped", "fal/flux.2-max", "style=vivid", .upstream { $0["style"] = nil }),
    MapFault(
      "quality renamed",
      "fal/flux.2-max",
      "quality=low",
      .upstream { input in
        guard let quality = input["quality"] else { return }
        input["quality"] = nil
        input["image_quality"] = quality
      }
    ),
    MapFault(
      "unknown numbers made texts",
      "fal/flux.2-max",
      "vendor_option=7",
      .upstream { input in
        if input["vendor_option"] == 7 { input["vendor_option"] = "7" }
      }
    ),
    MapFault(
      "what is false not passed on",
      "fal/flux.1-dev",
      "enable_safety_checker=false",
      .upstream { input in
        if input["enable_safety_checker"] == false { input["enable_safety_checker"] = nil }
      }
    ),
    MapFault(
      "any word taken for a yes",
      "fal/flux.2-max",
      "sync_mode=maybe",
      .client { request in
        if request["sync_mode"] == "maybe" { request["sync_mode"] = true }
      }
    ),
    MapFault(
      "the user's name given away",
      "fal/flux.2-max",
      "user=somebody",
      .client { request in
        if let user = request["user"] { request["end_user"] = user }
      }
    ),
    MapFault(
      "a field that nobody asked for",
      "fal/flux.2-max",
      "plain",
      .upstream { $0["tracking"] = true }
    ),
  ]

  private static let ofFormats = [
    MapFault(
      "webp asked of who does not make it",
      "fal/flux.2-max",
      "output_format=webp",
      .client { request in
        if request["output_format"] == "webp" { request["output_format"] = "banana" }
      }
    ),
    MapFault(
      "gif delivered as png",
      "fal/flux.2-max",
      "output_format=gif",
      .client { request in
        if request["output_format"] == "gif" { request["output_format"] = "png" }
      }
    ),
    MapFault(
      "jpeg by its other name",
      "fal/flux.1-dev",
      "output_format=jpeg",
      .upstream { input in
        if input["output_format"] == "jpeg" { input["output_format"] = "jpg" }
      }
    ),
    MapFault(
      "base64 never given",
      "fal/flux.2-max",
      "response_format=b64_json",
      .client { request in
        if request["response_format"] == "b64_json" { request["response_format"] = nil }
      }
    ),
    MapFault(
      "compression dropped",
      "replicate/flux.2-max",
      "output_compression=40",
      .upstream { input in
        if input["output_quality"] == 40 { input["output_quality"] = nil }
      }
    ),
    MapFault(
      "one picture of the answer lost",
      "fal/flux.1-dev",
      "n=2",
      .answer(
        { asked, answer in
          if asked["n"]?.intValue ?? 1 > 1, let items = answer["data"]?.arrayValue {
            answer["data"] = .array(Array(items.dropLast()))
          }
        },
        { ($0["n"]?.intValue ?? 1) > 1 }
      )
    ),
  ]

  private static let ofEdits = [
    MapFault(
      "edits in another shape than the source's",
      "replicate/flux.2-max",
      "plain",
      .upstream { input in
        if input["aspect_ratio"] == "match_input_image" { input["aspect_ratio"] = "1:1" }
      },
      mode: .edit
    ),
    MapFault(
      "one picture of several",
      "fal/flux.2-max",
      "image[]=2×<png>",
      .upstream { input in
        if let pictures = input["image_urls"]?.arrayValue, pictures.count > 1 {
          input["image_urls"] = .array(Array(pictures.prefix(1)))
        }
      },
      mode: .edit
    ),
    MapFault(
      "strength dropped",
      "replicate/flux.1-dev",
      "strength=0.75",
      .upstream { $0["prompt_strength"] = nil },
      mode: .edit
    ),
  ]

  /// Changes both sides of an `image_size`.
  private static func sides(_ input: inout JSONObject, _ change: (Int) -> Int) {
    guard let width = input["image_size"]?["width"]?.intValue,
      let height = input["image_size"]?["height"]?.intValue
    else { return }
    input["image_size"] = ["height": .integer(change(height)), "width": .integer(change(width))]
  }
}
