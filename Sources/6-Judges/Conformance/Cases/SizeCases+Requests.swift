import Contract
import CanonicalJSON
import Catalog

extension SizeCases {
  /// Everything that is asked at one offer in one mode.
  static func requests(_ place: OfferInMode) -> [Request] {
    let isEdit = place.mode == .edit
    return nearest(place) + tiers(place) + custom(place) + defaults(place, isEdit: isEdit)
      + malformed + overridden
  }

  /// Shapes off every list, between neighbours and far outside; the last ones are exact ties.
  static let shapes = [
    "7:1", "1:7", "20:1", "1:20", "1.85:1", "2.39:1", "0.88:1", "1.13:1", "1.636:1", "0.61:1",
    "1.55:1", "0.65:1", "1.2:1", "0.83:1", "1.91:1", "0.5225:1", "2.2:1", "0.45:1", "10:16",
    "11:10", "3.2:4.1", "1.4142:1", "100:101", "6:7",
  ]

  private static func nearest(_ place: OfferInMode) -> [Request] {
    let rule = NearestShape(place)
    let free = shapes.map { shape in
      Request(
        name: "ratio-\(shape.replacing(":", with: "x"))",
        requirement: rule.requirement(for: SizeText.ratio(shape) ?? 1),
        fields: ["aspect_ratio": .string(shape)]
      )
    }
    // √(4/3) and √(5/4) lie exactly between the square and its neighbours on one list or another.
    let ties = [
      "1.1547005383792515:1", "1:1.1547005383792515", "1.118033988749895:1",
      "1:1.118033988749895", "2:1", "1:2", "4:2", "32:18",
    ].map { shape in
      Request(
        name: "distance-\(shape.replacing(":", with: "x"))",
        requirement: .sizeRatioDistance,
        fields: ["size": .string(shape)]
      )
    }
    return free + ties + listed(place)
  }

  /// Every shape of the model by its name, at the default scale.
  private static func listed(_ place: OfferInMode) -> [Request] {
    place.model.sizes.ratios.map { ratio in
      Request(
        name: "alone-\(ratio.text.replacing(":", with: "x"))",
        requirement: .sizeIndependent,
        fields: ["aspect_ratio": .string(ratio.text)]
      )
    }
  }

  private static func tiers(_ place: OfferInMode) -> [Request] {
    let rule = NearestTier(place)
    let cited = ["2k": Citation.letterCase, "auto": .resolutionAuto]
    let alone = ["0.5K", "1K", "2k", "4K", "8K", "1", "0.25", "0.3", "2", "auto"].map { tier in
      Request(
        name: "tier-\(tier)",
        requirement: rule.requirement(for: tier),
        fields: ["aspect_ratio": "16:9", "resolution": .string(tier)],
        citation: cited[tier]
      )
    }
    // √2 K lies halfway between 1K and 2K by logarithm, and so does half a megapixel below 1K.
    let ties = ["1.4142135623730951K", "0.5", "2.8284271247461903K", "1.45K", "1.5K"].map { tier in
      Request(
        name: "tier-distance-\(tier)",
        requirement: .sizeTierDistance,
        fields: ["size": "3:2", "resolution": .string(tier)]
      )
    }
    let scale = Request(
      name: "resolution-alone",
      requirement: place.mode == .edit ? .sizeEditDefault : .sizeIndependent,
      fields: ["resolution": "2K"],
      citation: place.mode == .edit ? nil : .resolutionAlone
    )
    return alone + ties + [scale]
  }

  private static func custom(_ place: OfferInMode) -> [Request] {
    let listed = place.model.sizes.custom != nil
    let rule: RequirementName = listed ? offList(place) : .sizeSnap
    let sizes = [
      "1000x600", "600x1000", "1024X768", "512x512", "300x300", "1920x1080", "256x256", "255x256",
      "1440x1440", "1441x1440", "2048x2048", "2049x2048", "1184x887", "1015x1016", "4000x500",
      "1024x512", "512x1024", "750x750",
      // Pixels, though they read like a ratio.
      "16x9",
    ].map { size in
      Request(
        name: "pixels-\(size)",
        requirement: rule,
        fields: ["size": .string(size)],
        citation: size.contains("X") ? .letterCase : nil
      )
    }
    guard listed else { return sizes }
    return sizes
      + ["1x1", "14142x14142", "14142x1"].map {
        Request(name: "pixels-\($0)", requirement: rule, fields: ["size": .string($0)])
      }
      + ["14143x14142", "99999999999999999999x1"].map {
        Request(
          name: "pixels-\($0)",
          requirement: .sizeCustomRange,
          fields: ["size": .string($0)]
        )
      }
      + (saysSidesAsText(place)
        ? []
        : [
          Request(
            name: "custom-word",
            requirement: takesCustomWord(place) ? .sizeCustom : .normRange,
            fields: ["aspect_ratio": "custom", "width": 1000, "height": 600],
            citation: takesCustomWord(place) ? .customWord : .sizeWords
          )
        ])
  }

  /// Pixels off the list: the page speaks of those that take them all, the rulings of the others.
  static func offList(_ place: OfferInMode) -> RequirementName {
    guard case .ratio(let sizing) = place.operation.sizing else { return .sizeCustom }
    return sizing.custom == nil ? .sizeRatioDistance : .sizeDelivered
  }

  /// Whether width and height would be unlisted fields of a form, which stay text.
  private static func saysSidesAsText(_ place: OfferInMode) -> Bool {
    place.mode == .edit && takesCustomWord(place) && place.model.parameter("width") == nil
  }

  static func takesCustomWord(_ place: OfferInMode) -> Bool {
    guard case .ratio(let sizing) = place.operation.sizing else { return false }
    return sizing.custom != nil
  }

  private static func defaults(_ place: OfferInMode, isEdit: Bool) -> [Request] {
    let rule: RequirementName = isEdit ? .sizeEditDefault : .sizeDefault
    // Where the page has no row for it, auto says nothing.
    let auto = isEdit || !place.model.sizes.takesAuto ? rule : .sizeAuto
    let isListed = place.model.sizes.takesAuto
    let unlisted: Citation? = isEdit || isListed ? nil : .autoWithoutRow
    func cited(_ citation: Citation) -> Citation? {
      isEdit ? nil : isListed ? citation : .autoWithoutRow
    }
    return [
      Request(name: "nothing", requirement: rule, fields: [:]),
      Request(
        name: "auto",
        requirement: auto,
        fields: ["size": "auto"],
        citation: unlisted
      ),
      Request(
        name: "auto-shape",
        requirement: auto,
        fields: ["aspect_ratio": "auto"],
        citation: cited(.aspectAuto)
      ),
      Request(
        name: "like-source",
        requirement: isEdit ? rule : .normRange,
        fields: ["aspect_ratio": "match_input_image"],
        citation: isEdit ? nil : .sizeWords
      ),
      Request(
        name: "auto-scale",
        requirement: rule,
        fields: ["resolution": "auto"],
        citation: isEdit ? nil : .resolutionAuto
      ),
      Request(
        name: "null",
        requirement: rule,
        fields: ["size": .null, "aspect_ratio": .null],
        citation: isEdit ? nil : .nullField
      ),
    ]
  }

  /// Every malformed form, in each field that reads it.
  private static let malformed: [Request] =
    ([
      "12", "x", "0x10", "10x0", "-1x5", "1024×1024", "16:0", "1e3x1e3", "banana", "", " 1024x1024",
      "1024x1024 ",
      "1024x", "x1024", "1024x1024x1", "16:9:1", ":", "16:", "1.5x2", "+16:9", "16/9", "1K", "0:1",
      ".5:1", "1.:1", "AUTO",
    ] as [JSON])
    .enumerated().map { malformed("size", $0.offset, $0.element) }
    + ([1024, 1.5, true, [], [:]] as [JSON]).enumerated().map {
      malformed("size", 100 + $0.offset, $0.element)
    }
    + (["12", "banana", "16:0", "1024x1024", "", 1.5, false] as [JSON]).enumerated().map {
      malformed("aspect_ratio", $0.offset, $0.element)
    }
    + (["banana", "K", "0K", "-1K", "0", "", "1M", "1e1K", "1 K", 1, true] as [JSON])
    .enumerated().map { malformed("resolution", $0.offset, $0.element) }

  private static func malformed(_ field: String, _ index: Int, _ value: JSON) -> Request {
    Request(
      name: "malformed-\(field)-\(index + 1)",
      requirement: .sizeMalformed,
      fields: [field: value],
      citation: value.stringValue.map(isReadable) == true ? .sizeSpellings : nil
    )
  }

  /// Whether a lenient reader understands a text as a size.
  static func isReadable(_ text: String) -> Bool {
    ["AUTO", "1024×1024", " 1024x1024", "1024x1024 ", "1 K"].contains(text)
  }

  /// Values that `size` overrides, which are not even read; W:H leaves `resolution` alone.
  private static let overridden = [
    Request(
      name: "wxh-over-both",
      requirement: .sizeWxhWins,
      fields: ["size": "1183x887", "aspect_ratio": "16:9", "resolution": "4K"]
    ),
    Request(
      name: "wxh-over-malformed",
      requirement: .sizeWxhWins,
      fields: ["size": "1024x1024", "aspect_ratio": "banana", "resolution": "banana"]
    ),
    Request(
      name: "wxh-over-wrong-kinds",
      requirement: .sizeWxhWins,
      fields: ["size": "1024x1024", "aspect_ratio": 5, "resolution": false]
    ),
    Request(
      name: "ratio-over-parameter",
      requirement: .sizeRatioBeatsParameter,
      fields: ["size": "3:4", "aspect_ratio": "16:9"]
    ),
    Request(
      name: "ratio-over-malformed",
      requirement: .sizeRatioBeatsParameter,
      fields: ["size": "3:4", "aspect_ratio": "banana"]
    ),
    Request(
      name: "ratio-with-resolution",
      requirement: .sizeRatioBeatsParameter,
      fields: ["size": "3:4", "aspect_ratio": "16:9", "resolution": "4K"]
    ),
    Request(
      name: "ratio-with-malformed-resolution",
      requirement: .sizeMalformed,
      fields: ["size": "3:4", "resolution": "banana"]
    ),
  ]
}

extension RequirementName {
  static let sizeAuto = RequirementName("size.auto")
  static let sizeCustom = RequirementName("size.custom")
  static let sizeCustomRange = RequirementName("size.custom-range")
  static let sizeDefault = RequirementName("size.default")
  static let sizeEditDefault = RequirementName("size.edit-default")
  static let sizeIndependent = RequirementName("size.independent")
  static let sizeMalformed = RequirementName("size.malformed")
  static let sizeNearestTier = RequirementName("size.nearest-tier")
  static let sizeRatioBeatsParameter = RequirementName("size.ratio-beats-parameter")
  static let sizeSnap = RequirementName("size.snap")
  static let sizeTierDistance = RequirementName("size.tier-distance")
  static let sizeWxhWins = RequirementName("size.wxh-wins")
}

extension Citation {
  static let aspectAuto = Citation.ruling("aspect-auto")
  static let autoWithoutRow = Citation.ruling("auto-without-row")
  static let letterCase = Citation.ruling("letter-case")
  static let customWord = Citation.quotation("custom-word")
  static let nullField = Citation.quotation("null")
  static let resolutionAuto = Citation.ruling("resolution-auto")
  static let resolutionAlone = Citation.ruling("resolution-alone")
  static let sizeWords = Citation.ruling("size-words")
  static let sizeSpellings = Citation.ruling("size-spellings")
  static let sizeWithoutField = Citation.ruling("size-without-field")
}
