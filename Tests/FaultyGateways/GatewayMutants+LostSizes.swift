import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Gateways that lose a size, or change it, between the client and the provider.
  static let ofLostSizes: [GatewayMutant] = [
    GatewayMutant(
      "aspect_ratio not read",
      "sizing/\(fal)/alone-16x9",
      ["size.independent"],
      client: asking { $0["aspect_ratio"] = nil }
    ),
    GatewayMutant(
      "every picture 1024x1024",
      "sizes/\(fal)/16x9",
      ["size.table"],
      upstream: drawingSquares(of: 1024)
    ),
    GatewayMutant(
      "every picture 512x512",
      "sizes/\(fal)/4x3",
      ["size.table"],
      upstream: drawingSquares(of: 512)
    ),
    GatewayMutant(
      "W:H made 512x512",
      "params/\(fal)/size",
      ["size.ratio-is-aspect"],
      client: asking { request in
        if request["size"]?.stringValue?.contains(":") == true { request["size"] = "512x512" }
      }
    ),
    GatewayMutant(
      "pixels that read like a ratio made square",
      "sizing/\(fal)/pixels-16x9",
      ["size.custom"],
      client: asking { if $0["size"] == "16x9" { $0["size"] = "1024x1024" } }
    ),
    GatewayMutant(
      "sizes never passed on",
      "sizes/\(fal)/16x9",
      ["size.table"],
      upstream: sending { $0["image_size"] = nil }
    ),
    GatewayMutant(
      "no size at Replicate",
      "sizes/flux.2-max/replicate/t2i/16x9",
      ["size.table"],
      upstream: sending(to: "/replicate/") { input in
        input["aspect_ratio"] = nil
        input["resolution"] = nil
      }
    ),
    GatewayMutant(
      "width and height not read",
      "sizing/flux.2-max/replicate/t2i/custom-word",
      ["size.custom"],
      upstream: sending(to: "/replicate/") { input in
        guard input["aspect_ratio"] == "custom" else { return }
        input["aspect_ratio"] = "1:1"
        input["width"] = nil
        input["height"] = nil
      }
    ),
    GatewayMutant(
      "a size sent verbatim on edits",
      "sizes/\(edit)/4x5",
      ["edit.size"],
      upstream: sending(to: "flux-2-max/edit") { input in
        guard let size = input["image_size"], let width = size["width"]?.intValue,
          let height = size["height"]?.intValue
        else { return }
        input["image_size"] = nil
        input["size"] = .string("\(width)x\(height)")
      }
    ),
    GatewayMutant(
      "a size made auto on edits",
      "sizes/\(edit)/16x9",
      ["edit.size"],
      client: filling { parts in
        for index in parts.indices where parts[index].name == "size" {
          parts[index].body = Array("auto".utf8)[...]
        }
      }
    ),
  ]

  private static let fal = "flux.2-max/fal/t2i"
  private static let edit = "flux.2-max/fal/edit"

  /// Has fal draw squares, whatever size was asked for.
  private static func drawingSquares(of side: Int) -> Spoiler {
    sending { input in
      guard input["image_size"] != nil else { return }
      input["image_size"] = ["width": .integer(side), "height": .integer(side)]
    }
  }
}
