import CanonicalJSON
import Catalog

extension MapFault {
  static let all = ofSizes + ofRatios + ofCounts + ofParameters + ofFormats + ofEdits

  init(
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
  static let ofSizes = [
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
  static let ofRatios = [
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

  /// Changes both sides of an `image_size`.
  static func sides(_ input: inout JSONObject, _ change: (Int) -> Int) {
    guard let width = input["image_size"]?["width"]?.intValue,
      let height = input["image_size"]?["height"]?.intValue
    else { return }
    input["image_size"] = ["height": .integer(change(height)), "width": .integer(change(width))]
  }
}
