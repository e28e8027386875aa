import Bytes
import CanonicalJSON
import Catalog

/// How sizes are said and given at an offer, as far as its rows tell.
struct DraftedSizes {
  private let map: OfferMap
  /// Each shape that was asked for by name, with what was sent and what came.
  private let shapes: [(shape: AspectRatio, upstream: JSONObject, pixels: PixelSize)]

  init(_ map: OfferMap) {
    self.map = map
    shapes = map.rows.flatMap { row in
      row.asks.compactMap { ask -> (AspectRatio, JSONObject, PixelSize)? in
        guard ask.count == 1, let text = ask["size"]?.stringValue, let shape = AspectRatio(text),
          let upstream = row.outcome.upstream?.objectValue,
          let delivered = row.outcome.delivers?.split(separator: " ").first,
          let pixels = PixelSize(String(delivered))
        else { return nil }
        return (shape, upstream, pixels)
      }
    }
  }

  /// The field whose value is pixels in an object, or in a text.
  private var pixelField: (name: String, isText: Bool)? {
    for member in shapes.lazy.flatMap(\.upstream.members) {
      if member.value["width"]?.intValue != nil { return (member.name, false) }
      if let text = member.value.stringValue, PixelSize(text) != nil { return (member.name, true) }
    }
    return nil
  }

  private var ratioField: String? {
    shapes.lazy.flatMap(\.upstream.members).first { member in
      member.value.stringValue.flatMap { AspectRatio($0) } != nil
    }?.name
  }

  /// The words of the provider's list, in the order in which they were met.
  private var ratios: [String] {
    guard let field = ratioField else { return [] }
    var words: [String] = []
    let told = map.rows.map(\.outcome.upstream) + map.ranges.map(\.outcome.upstream)
    for upstream in told {
      guard let word = upstream?[field]?.stringValue, AspectRatio(word) != nil,
        !words.contains(word)
      else { continue }
      words.append(word)
    }
    return words
  }

  /// The field for a scale, with its words and the squares that they stand for.
  private var scale: (field: String, words: [(String, Tier)])? {
    var found: (field: String, words: [(String, Tier)])?
    for row in map.rows {
      for member in row.outcome.upstream?.objectValue?.members ?? [] where member.name != ratioField
      {
        guard MapTopic(row.ask) == .size, let word = member.value.stringValue,
          let tier = DraftedSizes.tier(word)
        else { continue }
        if found == nil { found = (member.name, []) }
        if found?.field == member.name, found?.words.contains(where: { $0.0 == word }) == false {
          found?.words.append((word, tier))
        }
      }
    }
    return found
  }

  private static func tier(_ word: String) -> Tier? {
    PixelSize(word) == nil ? Tier(word.hasSuffix(" MP") ? String(word.dropLast(3)) : word) : nil
  }

  /// The sides between which squares are given as they are asked for.
  private var exactSides: (low: Int, high: Int)? {
    let exact = map.ranges.filter { $0.along.hasPrefix("size of a square") && $0.kind == .exact }
    let long = map.ranges.filter {
      $0.along.hasPrefix("size by its longer side") && $0.kind == .exact
    }
    guard let low = exact.compactMap({ Int(MapLines.number($0.from)) }).min(),
      let high = (exact + long).compactMap({ Int(MapLines.number($0.to)) }).max(), low < high
    else { return nil }
    return (low, high)
  }

  /// The word that hands over to fields for both sides.
  private var custom: (word: String, low: Int, high: Int, step: Int)? {
    guard let ratioField else { return nil }
    let ranges = map.ranges.filter { range in
      guard range.along.hasPrefix("size of a square"), let upstream = range.outcome.upstream else {
        return false
      }
      let word = upstream[ratioField]?.stringValue
      return word != nil && AspectRatio(word ?? "") == nil && upstream["width"] != nil
    }
    guard let first = ranges.first, let word = first.outcome.upstream?[ratioField]?.stringValue,
      let low = ranges.compactMap({ Int(MapLines.number($0.from)) }).min(),
      let high = ranges.compactMap({ Int(MapLines.number($0.to)) }).max()
    else { return nil }
    let hole = first.outcome.upstream?["width"]?.stringValue ?? ""
    let step = hole.split(separator: "~").last.flatMap { Int($0.dropLast()) } ?? 1
    return (word, low, high, step)
  }

  /// The operation's `size`; nil where no field says one.
  var json: JSON? {
    if let pixelField {
      let sides = exactSides ?? (1, 14142)
      return [
        "form": pixelField.isText ? "text" : "pixels", "field": .string(pixelField.name),
        "min": .integer(max(1, sides.low)), "max": .integer(sides.high),
      ]
    }
    guard let ratioField, !ratios.isEmpty else { return nil }
    var size: JSONObject = [
      "form": "ratio", "field": .string(ratioField), "ratios": .array(ratios.map(JSON.string)),
    ]
    if let scale, let usual = scale.words.first(where: { $0.1.base == 1024 }) ?? scale.words.first {
      let values = scale.words.map { word, tier in
        JSONObject.Member(name: word, value: .number(JSONNumber(tier.base)))
      }
      size["scale"] = [
        "field": .string(scale.field), "values": .object(JSONObject(values)),
        "usual": .string(usual.0),
      ]
    }
    if let custom {
      size["custom"] = [
        "word": .string(custom.word), "width": "width", "height": "height",
        "min": .integer(custom.low), "max": .integer(custom.high), "step": .integer(custom.step),
      ]
    }
    return .object(size)
  }

  /// The fields that `json` names.
  var fields: [(name: String, type: String)] {
    if let pixelField { return [(pixelField.name, pixelField.isText ? "string" : "image_size")] }
    guard let ratioField, !ratios.isEmpty else { return [] }
    let scaled = scale.map { [($0.field, "string")] } ?? []
    let sides = custom.map { _ in [("width", "integer"), ("height", "integer")] } ?? []
    return [(ratioField, "string")] + scaled + sides
  }

  /// The rule that gives all the pixels that came: the law, steps, or a table of them; nil where none was seen.
  var delivery: JSON? {
    let named = shapes.compactMap { shape -> (ratio: AspectRatio, pixels: PixelSize)? in
      guard let ratioField else { return (shape.shape, shape.pixels) }
      return shape.upstream[ratioField]?.stringValue.flatMap { AspectRatio($0) }.map {
        ($0, shape.pixels)
      }
    }
    guard !named.isEmpty else { return nil }
    if pixelField != nil { return ["rule": "exact"] }
    for step in [32, 16, 8, 64] {
      let rule = DeliveryRule.step(step)
      if named.allSatisfy({ rule.pixels(ratio: $0.ratio) == $0.pixels }) {
        return ["rule": "step", "step": .integer(step)]
      }
    }
    if named.allSatisfy({ DeliveryRule.exact.pixels(ratio: $0.ratio) == $0.pixels }) {
      return ["rule": "exact"]
    }
    var sizes: JSONObject = [:]
    for (ratio, pixels) in named { sizes[ratio.text] = .string("\(pixels)") }
    return ["rule": "table", "sizes": .object(sizes)]
  }

  /// The model's `sizes`: shapes that come as they were asked for, at the scale that they come at.
  var table: JSON {
    let own = shapes.filter { abs($0.pixels.ratio / $0.shape.value - 1) < 0.03 }.map(\.shape.text)
    var listed: [String] = []
    for shape in own where !listed.contains(shape) { listed.append(shape) }
    if listed.isEmpty { listed = ["1:1"] }
    var table: JSONObject = ["ratios": .array(listed.map(JSON.string)), "tiers": ["1K"]]
    let auto = map.row(of: ["size": "auto"])
    if auto?.outcome.isServed == true, auto?.kind != .dropped { table["auto"] = true }
    if let exactSides {
      table["custom"] = ["min": .integer(max(1, exactSides.low)), "max": .integer(exactSides.high)]
    }
    return .object(table)
  }
}
