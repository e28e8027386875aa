import CanonicalJSON

/// How an input says a size, as far as its fields tell.
struct DraftSizing {
  private let shape: DraftField?
  private let pixels: DraftField?
  private let scale: DraftField?
  /// Whether there are fields for both sides.
  private let hasSides: Bool

  init(_ fields: [DraftField]) {
    shape = fields.first { $0.role == .shape }
    pixels = fields.first { $0.role == .pixels }
    scale = fields.first { $0.role == .scale }
    let sides = fields.filter { $0.role == .side }.map(\.name)
    hasSides = Set(sides) == ["width", "height"]
  }

  /// `2K`, `1 MP` and the like.
  static func tier(_ word: String) -> Tier? {
    Tier(word.hasSuffix(" MP") ? String(word.dropLast(3)) : word)
  }

  /// Whether the words are scales; bare numbers are so only where the field's name says it.
  static func areScales(_ words: [String], of name: String) -> Bool {
    guard words.contains(where: { tier($0) != nil }) else { return false }
    return ["resolution", "megapixels"].contains(name)
      || words.allSatisfy { $0.hasSuffix("K") || $0.hasSuffix(" MP") }
  }

  private var ratios: [String] {
    shape?.values.filter { AspectRatio($0) != nil } ?? UsualSizes.ratios
  }

  /// Each word of the scale with the side of its square.
  private var tiers: [(word: String, tier: Tier)] {
    (scale?.values ?? []).compactMap { word in DraftSizing.tier(word).map { (word, $0) } }
  }

  /// The operation's `size`.
  var json: JSON? {
    if let pixels {
      return [
        "form": "pixels", "field": .string(pixels.name), "min": 1, "max": 14142,
        "presets": .object(JSONObject(presets(pixels))),
      ]
    }
    guard let shape else {
      return hasSides ? ["form": "sides", "width": "width", "height": "height"] : nil
    }
    var size: JSONObject = [
      "form": "ratio", "field": .string(shape.name),
      "ratios": .array(ratios.map { .string($0) }),
    ]
    if shape.values.contains("match_input_image") { size["source_word"] = "match_input_image" }
    if let scale, let usual { size["scale"] = scaleJSON(scale, usual) }
    return .object(size)
  }

  private func scaleJSON(_ scale: DraftField, _ usual: String) -> JSON {
    let bases = tiers.map { word, tier in
      JSONObject.Member(name: word, value: .number(JSONNumber(tier.base)))
    }
    return [
      "field": .string(scale.name), "values": .object(JSONObject(bases)),
      "usual": .string(usual),
    ]
  }

  /// The tier that the provider takes where none is said.
  private var usual: String? {
    let stated = scale?.defaultValue?.stringValue
    return tiers.first { $0.word == stated }?.word ?? tiers.first?.word
  }

  /// fal's names for pixels, which all of its models share.
  private func presets(_ field: DraftField) -> [JSONObject.Member] {
    let known = [
      "square_hd": "1024x1024", "square": "512x512", "portrait_4_3": "768x1024",
      "portrait_16_9": "576x1024", "landscape_4_3": "1024x768", "landscape_16_9": "1024x576",
    ]
    return field.values.compactMap { word in
      known[word].map { JSONObject.Member(name: word, value: .string($0)) }
    }
  }

  /// The model's `sizes`.
  var table: JSON {
    let names = tiers.map { DraftSizing.name(of: $0.tier) }
    var table: JSONObject = [
      "ratios": .array(ratios.map { .string($0) }),
      "tiers": .array((names.isEmpty ? ["1K"] : names).map { .string($0) }),
    ]
    if shape?.values.contains("auto") == true { table["auto"] = true }
    if takesPixels { table["custom"] = ["min": 1, "max": 14142] }
    return .object(table)
  }

  /// Whether it takes any pixels, rather than shapes by name.
  private var takesPixels: Bool { pixels != nil || hasSides && shape == nil }

  /// A tier as pages name it: in K.
  private static func name(of tier: Tier) -> String {
    tier.name.hasSuffix("K") ? tier.name : "\(JSONNumber(tier.base / 1024).text)K"
  }

  var guess: String {
    if shape == nil { return "the document lists no shapes; the usual nine at 1K are a guess" }
    return scale == nil
      ? "that the page lists the provider's shapes, all at 1K, is a guess"
      : "that the page lists the provider's shapes at each of its scales is a guess"
  }

  /// Free pixels come as they are asked; of shapes only their names are known.
  var deliveryGuess: String? {
    guard !takesPixels else { return nil }
    if shape == nil { return "that no size can be said, and a square comes, is a guess" }
    return "that pixels come by the law of sizes is a guess; say the provider's step or table"
  }
}
