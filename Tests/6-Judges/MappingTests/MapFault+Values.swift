import CanonicalJSON
import Catalog

/// Faults in what becomes of counts, parameters, formats and pictures.
extension MapFault {
  static let ofCounts = [
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

  static let ofParameters = [
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

  static let ofFormats = [
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

  static let ofEdits = [
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
}
