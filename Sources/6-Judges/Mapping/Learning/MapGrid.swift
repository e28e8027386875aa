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
