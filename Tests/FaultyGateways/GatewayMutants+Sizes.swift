import CanonicalJSON
import HTTPMessages

extension GatewayMutant {
  /// Faults in what a gateway makes of sizes off the lists, of values out of range, and of the choice of offers.
  static let ofRulings: [GatewayMutant] = [
    GatewayMutant(
      "ratios off the list refused",
      "sizing/flux.2-max/fal/t2i/ratio-7x1",
      ["size.nearest-ratio"],
      client: asking { $0["aspect_ratio"] = "banana" }
    ),
    GatewayMutant(
      "the next wider ratio instead of the nearest",
      "sizing/flux.1-kontext-max/fal/t2i/ratio-1.13x1",
      ["size.ratio-distance"],
      upstream: sending { $0["aspect_ratio"] = "4:3" }
    ),
    GatewayMutant(
      "a tie away from the square",
      "sizing/flux.1-kontext-max/fal/t2i/distance-1.15",
      ["size.ratio-distance"],
      upstream: sending { $0["aspect_ratio"] = "4:3" }
    ),
    GatewayMutant(
      "aspect_ratio over WxH",
      "sizing/flux.2-max/fal/t2i/wxh-over-both",
      ["size.wxh-wins"],
      client: asking { $0["size"] = nil }
    ),
    GatewayMutant(
      "aspect_ratio over W:H",
      "sizing/flux.2-max/fal/t2i/ratio-over-parameter",
      ["size.ratio-beats-parameter"],
      client: asking { $0["size"] = nil }
    ),
    GatewayMutant(
      "free pixels brought to a row",
      "sizing/flux.2-max/fal/t2i/pixels-1000x600",
      ["size.custom"],
      upstream: sending { $0["image_size"] = ["width": 1365, "height": 768] }
    ),
    GatewayMutant(
      "pixels off the list refused",
      "sizing/flux.1-kontext-max/fal/t2i/pixels-1920x1080",
      ["size.snap"],
      client: asking { $0["size"] = "1920*1080" }
    ),
    GatewayMutant(
      "a shape that changes with the scale",
      "sizing/flux.2-max/fal/t2i/tier-4K",
      ["size.nearest-tier"],
      upstream: sending { $0["image_size"] = ["width": 4096, "height": 4096] }
    ),
    GatewayMutant(
      "two spellings, two sizes",
      "spellings/flux.2-max/fal/t2i/4x3-1K",
      ["size.spellings"],
      client: asking { request in
        if request["size"] == "4:3" { request["size"] = "1024x768" }
      }
    ),
    GatewayMutant(
      "auto made square",
      "sizing/flux.1-kontext-max/fal/t2i/auto-shape",
      ["size.auto"],
      upstream: sending { $0["aspect_ratio"] = "16:9" }
    ),
    GatewayMutant(
      "values out of range clamped",
      "refusals/flux.2-max/fal/t2i/safety_tolerance-1",
      ["norm.range"],
      client: asking { $0["safety_tolerance"] = "5" }
    ),
    GatewayMutant(
      "the same provider first whatever it drops",
      "routing/flux.2-max/replicate-only",
      ["route.order"],
      client: asking { $0["model"] = "fal/flux.2-max" }
    ),
    GatewayMutant(
      "batches of one",
      "n/flux.1-dev/fal/t2i/batches",
      ["n.native"],
      client: asking { $0["n"] = 4 }
    ),
  ]
}
