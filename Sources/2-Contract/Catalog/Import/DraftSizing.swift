import Bytes
import CanonicalJSON

/// How an input says a size, as far as its fields tell.
struct DraftSizing {
  private let shape: DraftField?
  private let pixels: DraftField?
  private let scale: DraftField?
  /// A text of width and height: any, or one of a list.
  private let text: DraftField?
  private let words: DraftField?
  /// Whether there are fields for both sides.
  private let hasSides: Bool

  init(_ fields: [DraftField]) {
    shape = fields.first { $0.role == .shape }
    pixels = fields.first { $0.role == .pixels }
    scale = fields.first { $0.role == .scale }
    text = fields.first { $0.role == .text }
    words = fields.first { $0.role == .words }
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
    shape?.values.filter { AspectRatio($0) != nil }
      ?? (listed.isEmpty ? UsualSizes.ratios : listed.map(\.ratio))
  }

  /// The sizes of a list by their shapes, the first of each; none where shapes are named themselves.
  private var listed: [(ratio: String, size: String)] {
    guard shape == nil, pixels == nil else { return [] }
    var listed: [(ratio: String, size: String)] = []
    for size in words?.values ?? [] {
      guard let pixels = PixelSize(size), pixels.area > 0 else { continue }
      let ratio = DraftSizing.ratio(of: pixels)
      if !listed.contains(where: { $0.ratio == ratio }) { listed.append((ratio, size)) }
    }
    return listed
  }

  /// The usual shape that pixels are within 3 % of, else their own.
  static func ratio(of pixels: PixelSize) -> String {
    let usual = UsualSizes.ratios + ["1:2", "2:1", "9:21", "21:9"]
    let near = usual.compactMap { AspectRatio($0) }.min {
      apart($0, pixels) < apart($1, pixels)
    }
    if let near, apart(near, pixels) < 1.03 { return near.text }
    return "\(pixels.width):\(pixels.height)"
  }

  private static func apart(_ ratio: AspectRatio, _ pixels: PixelSize) -> Double {
    max(ratio.value / pixels.ratio, pixels.ratio / ratio.value)
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
    if !listed.isEmpty, let words {
      let names = listed.map { JSONObject.Member(name: $0.ratio, value: .string($0.size)) }
      return [
        "form": "ratio", "field": .string(words.name),
        "ratios": .array(listed.map { .string($0.ratio) }), "words": .object(JSONObject(names)),
      ]
    }
    guard let shape else {
      if let text, !hasSides {
        return ["form": "text", "field": .string(text.name), "min": 64, "max": 4096]
      }
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

  /// The operation's `delivery`, where the document lists what comes.
  var delivery: JSON? {
    guard !listed.isEmpty else { return nil }
    let sizes = listed.map { JSONObject.Member(name: $0.ratio, value: .string($0.size)) }
    return ["rule": "table", "sizes": .object(JSONObject(sizes))]
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
    if (shape ?? words)?.values.contains("auto") == true { table["auto"] = true }
    if takesPixels { table["custom"] = ["min": 1, "max": 14142] }
    return .object(table)
  }

  /// Whether it takes any pixels, rather than shapes by name.
  private var takesPixels: Bool { pixels != nil || (hasSides || text != nil) && shape == nil }

  /// A tier as pages name it: in K.
  private static func name(of tier: Tier) -> String {
    tier.name.hasSuffix("K") ? tier.name : "\(JSONNumber(tier.base / 1024).text)K"
  }

  var guess: String {
    if !listed.isEmpty { return "that the page lists the provider's sizes, all at 1K, is a guess" }
    if shape == nil { return "the document lists no shapes; the usual nine at 1K are a guess" }
    return scale == nil
      ? "that the page lists the provider's shapes, all at 1K, is a guess"
      : "that the page lists the provider's shapes at each of its scales is a guess"
  }

  /// Free pixels come as they are asked; of shapes only their names are known.
  var deliveryGuess: String? {
    guard !takesPixels, listed.isEmpty else { return nil }
    if shape == nil { return "that no size can be said, and a square comes, is a guess" }
    return "that pixels come by the law of sizes is a guess; say the provider's step or table"
  }
}
