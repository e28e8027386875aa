import Contract
import CanonicalJSON
import Catalog

extension RoutingCases {
  /// Written by hand from the contract's sections 2, 3, 4 and 6.
  static let table: [Row] =
    kontext + flux2 + [
      row("beyond-custom", "flux1.1-pro", ["size": "1920x1080"])
        .tries("fal/flux1.1-pro", "replicate/flux1.1-pro"),
      row("dev-row", "flux.1-dev", ["size": "1183x887"]).tries(
        "fal/flux.1-dev",
        "replicate/flux.1-dev"
      ),
      row("dev-speed", "flux.1-dev", ["go_fast": true])
        .tries("replicate/flux.1-dev", "fal/flux.1-dev"),
    ] + ranges + costs

  private static let kontext = [
    row("plain", "flux.1-kontext-max", [:])
      .tries(
        "fal/flux.1-kontext-max",
        "fireworks/flux.1-kontext-max",
        "replicate/flux.1-kontext-max"
      ),
    row("missing-ratio", "flux.1-kontext-max", ["size": "916x1145"])
      .tries(
        "fireworks/flux.1-kontext-max",
        "replicate/flux.1-kontext-max",
        "fal/flux.1-kontext-max"
      ),
    row("replicate-only", "flux.1-kontext-max", ["prompt_upsampling": true])
      .tries(
        "replicate/flux.1-kontext-max",
        "fal/flux.1-kontext-max",
        "fireworks/flux.1-kontext-max"
      ),
    row("fal-only", "flux.1-kontext-max", ["enhance_prompt": true])
      .tries(
        "fal/flux.1-kontext-max",
        "fireworks/flux.1-kontext-max",
        "replicate/flux.1-kontext-max"
      ),
    row(
      "edit-tolerance",
      "flux.1-kontext-max",
      ["safety_tolerance": "5", "image": "<image 1>"],
      .edit
    )
    .tries("fal/flux.1-kontext-max-edit"),
  ]

  private static let flux2 = [
    row("row", "flux.2-max", ["size": "1183x887"])
      .tries("fal/flux.2-max", "replicate/flux.2-max"),
    row("replicate-only", "flux.2-max", ["output_quality": 55])
      .tries("replicate/flux.2-max", "fal/flux.2-max"),
    row("nine-images", "flux.2-max", ["image": .array(images(9))], .edit)
      .tries("fal/flux.2-max-edit"),
    row("eight-images", "flux.2-max", ["image": .array(images(8))], .edit)
      .tries("fal/flux.2-max-edit", "replicate/flux.2-max"),
  ]

  /// Offers that do not take a value are passed over; where none takes it, the request is refused.
  private static let ranges = [
    row("above-replicate", "flux.1-dev", ["cfg_scale": 15]).tries("fal/flux.1-dev"),
    row("below-fal", "flux.1-dev", ["cfg_scale": 0.5]).tries("replicate/flux.1-dev"),
    row("free-pixels-by-name", "flux.2-max", free).tries("replicate/flux.2-max"),
    // Only fal takes it, and from one on; to ask others without it would be to drop it.
    row("nobody", "flux.1-kontext-max", ["cfg_scale": 0.5]).tries(),
  ].map { row in
    var row = row
    row.requirement = .normRange
    row.citation = row.offers == [] ? nil : .rangeRouting
    return row
  }

  private static let free: JSONObject = ["aspect_ratio": "custom", "width": 1008, "height": 608]

  private static let costs = [
    cost("two-images", "fal/flux.1-kontext-max", ["n": 2], pictures: 2),
    cost("one-image", "replicate/flux.1-kontext-max", [:]),
    cost("fireworks", "fireworks/flux.1-kontext-max", ["n": 3], pictures: 3),
    cost("one-megapixel", "fal/flux.2-max", ["size": "1024x1024"]),
    cost("two-megapixels", "fal/flux.2-max", ["size": "1183x887"], megapixels: 2),
    cost("unknown-price", "replicate/flux.2-max", ["size": "1183x887"]),
    cost("batch", "fal/flux.1-dev", ["n": 4], pictures: 4),
    cost("pro", "replicate/flux1.1-pro", [:]),
  ]

  private static func images(_ count: Int) -> [JSON] {
    (1...count).map { .string("<image \($0)>") }
  }

  private static func row(
    _ name: String,
    _ model: String,
    _ request: JSONObject,
    _ mode: Mode = .textToImage
  ) -> Row {
    Row(
      name: name,
      requirement: .routeOrder,
      model: model,
      mode: mode,
      request: request
    )
  }

  private static func cost(
    _ name: String,
    _ model: String,
    _ request: JSONObject,
    pictures: Int = 1,
    megapixels: Int = 1
  ) -> Row {
    Row(
      name: "cost-\(name)-\(model.prefix { $0 != "/" })",
      requirement: .costNoMarkup,
      model: model,
      mode: .textToImage,
      request: request,
      bill: Bill(pictures: pictures, megapixels: megapixels)
    )
  }
}

extension RoutingCases.Row {
  fileprivate func tries(_ offers: String...) -> RoutingCases.Row {
    var row = self
    row.offers = offers
    return row
  }
}

extension RequirementName {
  static let costNoMarkup = RequirementName("cost.no-markup")
  static let routeOrder = RequirementName("route.order")
}

extension Citation {
  static let rangeRouting = Citation.ruling("range-routing")
}
