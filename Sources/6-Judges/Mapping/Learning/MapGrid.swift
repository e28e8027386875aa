import Bytes
import CanonicalJSON
import Catalog

/// The asks that everybody's users put, and those that a catalog knows to be worth putting.
enum MapGrid {
  /// Each wish for a shape in all its spellings.
  static func shapes(_ subject: MapSubject) -> [[JSONObject]] {
    let known = subject.model?.sizes.rows.filter { $0.tier.base != 1024 } ?? []
    let larger = known.prefix(mostLargerRows).map { row -> [JSONObject] in
      [
        ["size": .string("\(row.pixels)")],
        ["aspect_ratio": .string(row.ratio.text), "resolution": .string(row.tier.name)],
      ]
    }
    return shapeNames(subject).map { spellings(of: $0) } + larger
  }

  private static let mostLargerRows = 12

  private static func shapeNames(_ subject: MapSubject) -> [String] {
    let usual = [
      "1:1", "5:4", "4:5", "4:3", "3:4", "3:2", "2:3", "16:9", "9:16", "21:9", "9:21",
    ]
    return subject.mode == .edit ? ["1:1", "4:3", "3:2", "16:9", "9:16"] : usual
  }

  private static func spellings(of shape: String) -> [JSONObject] {
    guard let ratio = AspectRatio(shape)?.value else { return [] }
    var asks: [JSONObject] = [
      ["size": .string("\(SizeLaw.pixels(ratio: ratio, base: 1024))")], ["size": .string(shape)],
      ["aspect_ratio": .string(shape)],
    ]
    if ["4:3", "9:16"].contains(shape) {
      asks.append(["aspect_ratio": .string(shape), "resolution": "1K"])
    }
    return asks
  }

  /// Sizes that are on no list, and what is no size.
  static func offList(_ subject: MapSubject) -> [JSONObject] {
    let sizes = ["auto", "512x512", "832x1024", "1000x600", "1536x1024", "1792x1024", "1920x1080"]
    let wrong: [JSON] = ["banana", "1024", "16:0", .null]
    if subject.mode == .edit {
      return ["auto", "832x1024", "1920x1080", "banana"].map { ["size": .string($0)] }
    }
    let tiers = ["0.25", "0.5K", "1K", "2K", "4K", "8K"].map {
      ["resolution": .string($0)] as JSONObject
    }
    let both: [JSONObject] = [
      ["aspect_ratio": "16:9", "size": "1:1"], ["aspect_ratio": "16:9", "size": "1024x1024"],
      ["aspect_ratio": "16:9", "resolution": "4K"], ["aspect_ratio": "banana"],
      ["aspect_ratio": "auto"], ["resolution": "banana"],
    ]
    return sizes.map { ["size": .string($0)] } + wrong.map { ["size": $0] } + tiers + both
  }

  /// The sides of squares; those beyond 4096 only where they are not drawn as they are asked.
  static func squares(areExact: Bool) -> [Double] {
    let usual: [Double] = [0, 1, 16, 64, 250, 512, 1000, 1024, 1440, 1800, 2048, 4096]
    return areExact ? usual : usual + [14142, 14143, 16384]
  }

  /// The shape of an ask by `size=W:H`.
  static func ratio(_ ask: JSONObject) -> Double? {
    (ask["size"]?.stringValue).flatMap { AspectRatio($0)?.value }
  }

  static func size(_ ratio: Double) -> JSONObject { Axis.ratio(in: "size").ask(ratio) }
}

// MARK: Counts, seeds, formats, pictures

extension MapGrid {
  static func counts(_ subject: MapSubject) -> [JSONObject] {
    let usual = subject.mode == .edit ? [2, 3, 10, 11] : Array(1...11) + [0, -1, 20]
    let odd: [JSON] = subject.mode == .edit ? [] : ["2", 1.5, .null]
    return (usual.map(JSON.integer) + odd).map { ["n": $0] }
  }

  static let seeds: [JSONObject] = [
    ["seed": 42], ["seed": 0], ["seed": -1], ["seed": 9_007_199_254_740_993], ["seed": "42"],
    ["n": 3, "seed": 42], ["n": 6, "seed": 42],
  ]

  static func formats(_ subject: MapSubject) -> [JSONObject] {
    let forms: [JSON] = ["url", "b64_json", "banana", .null]
    let formats: [JSON] = ["png", "jpeg", "webp", "gif", "avif", "banana"]
    let asked =
      forms.map { ["response_format": $0] as JSONObject }
      + formats.map { ["output_format": $0] as JSONObject }
    guard subject.mode == .textToImage else { return asked.filter { !$0.members[0].value.isNull } }
    let compressed: [JSONObject] = [
      ["output_compression": 40], ["output_compression": 101], ["output_compression": -1],
      ["output_compression": 40, "output_format": "jpeg"],
      ["output_compression": 40, "output_format": "webp"],
      ["output_compression": 40, "output_format": "png"],
    ]
    return asked + compressed
  }

  /// Edits with one picture and more, by each way to hand them in.
  static func pictures(_ subject: MapSubject) -> [JSONObject] {
    let most = max(1, subject.model?.maxInputImages ?? 1)
    let counts = Set([2, 3, most, most + 1, 16].filter { $0 > 1 }).sorted()
    let many = counts.map { count -> JSONObject in
      ["image[]": .array(Array(repeating: "<png>", count: count))]
    }
    let kinds: [JSON] = ["<jpeg>", "<webp>", "<gif>", "<text>"]
    return kinds.map { ["image": $0] } + many + [
      ["image": ["<png>", "<png>"]], ["images": ["<png>"]], ["mask": "<mask>"],
    ]
  }
}

// MARK: Parameters

extension MapGrid {
  /// The values of one parameter that are worth asking for, and where its bounds may lie.
  struct ParameterAsks {
    var name: String
    var asks: [JSONObject]
    var points: [Double]?
  }

  static func parameters(_ subject: MapSubject) -> [ParameterAsks] {
    let known = (subject.model?.parameters ?? []).filter {
      $0.modes.contains(subject.mode) && !reserved.contains($0.name) && $0.kind != .file
    }
    let own = known.map { asks(for: $0, subject) }
    let names = Set(known.map(\.name))
    return own + usual(subject).filter { !names.contains($0.name) }
  }

  /// The names that have asks of their own.
  private static let reserved: Set<String> = [
    "prompt", "seed", "size", "aspect_ratio", "resolution", "image", "mask", "response_format",
    "output_format", "output_compression", "n",
  ]

  private static func asks(for parameter: Parameter, _ subject: MapSubject) -> ParameterAsks {
    let field = subject.operation?.field(
      subject.operation?.renames[parameter.name] ?? parameter.name
    )
    let name = parameter.name
    var values: [JSON]
    var points: [Double]?
    switch parameter.kind {
    case .boolean: values = [true, false, "maybe"]
    case .string, .file:
      values = Array((parameter.values ?? field?.values ?? ["a word"]).prefix(4)) + ["banana"]
    case .integer, .number:
      let low = parameter.minimum ?? field?.minimum
      let high = parameter.maximum ?? field?.maximum
      values = [inside(low, high, isWhole: parameter.kind == .integer), "many"]
      points = bounds(low, high)
    }
    if subject.mode == .textToImage { values.append(.null) }
    return ParameterAsks(name: name, asks: values.map { [name: $0] }, points: points)
  }

  private static func inside(_ low: Double?, _ high: Double?, isWhole: Bool) -> JSON {
    let middle = ((low ?? 1) + (high ?? 9)) / 2
    return isWhole || middle > 20 ? .integer(Int(middle)) : .number(JSONNumber(middle + 0.25))
  }

  /// Known bounds with their neighbors; where none is known, numbers far apart.
  private static func bounds(_ low: Double?, _ high: Double?) -> [Double] {
    guard low != nil || high != nil else { return [-1, 0, 1, 2, 10, 20, 50, 100, 1000] }
    let near = [low.map { [$0 - 1, $0] }, high.map { [$0, $0 + 1] }].compactMap(\.self)
    return Set(near.flatMap(\.self)).sorted()
  }

  /// The parameters that OpenAI's API has, and names that nobody knows.
  private static func usual(_ subject: MapSubject) -> [ParameterAsks] {
    var asks = [
      ParameterAsks(
        name: "quality",
        asks: ["low", "high", "hd", "banana"].map { ["quality": $0] }
      ),
      ParameterAsks(name: "style", asks: ["vivid", "banana"].map { ["style": $0] }),
      ParameterAsks(
        name: "background",
        asks: ["transparent", "opaque"].map { ["background": $0] }
      ),
      ParameterAsks(name: "moderation", asks: [["moderation": "low"]]),
      ParameterAsks(name: "user", asks: [["user": "somebody"]]),
      ParameterAsks(
        name: "vendor_option",
        asks: [["vendor_option": "a word"], ["vendor_option": 7]]
      ),
    ]
    if subject.model == nil { asks += guidance }
    if subject.mode == .edit {
      asks.append(ParameterAsks(name: "input_fidelity", asks: [["input_fidelity": "high"]]))
      return asks
    }
    asks.append(
      ParameterAsks(
        name: "vendor_option",
        asks: [
          ["vendor_option": false], ["vendor_option": ["deep": [1, "two"]]],
          ["vendor_option": .null],
        ]
      )
    )
    return asks
  }

  /// What image models mostly take, where no page says what this one does.
  private static let guidance = [
    ParameterAsks(
      name: "cfg_scale",
      asks: [["cfg_scale": 7.5]],
      points: [-1, 0, 1, 2, 10, 20, 50, 100]
    ),
    ParameterAsks(name: "guidance_scale", asks: [["guidance_scale": 7.5]]),
    ParameterAsks(name: "num_inference_steps", asks: [["num_inference_steps": 20]]),
    ParameterAsks(name: "negative_prompt", asks: [["negative_prompt": "blur"]]),
    ParameterAsks(
      name: "safety_tolerance",
      asks: [["safety_tolerance": "2"], ["safety_tolerance": 2]]
    ),
    ParameterAsks(name: "strength", asks: [["strength": 0.5]]),
  ]
}
