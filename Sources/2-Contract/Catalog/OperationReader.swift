import Bytes
import CanonicalJSON

extension ProviderField {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "name", "type", "required", "nullable", "default", "values", "min", "max", "step",
      "multiple_of", "max_items", "min_length", "confidence",
    ])
    name = try node.required("name").string()
    kind = try node.required("type").word(Kind.self)
    isRequired = try node.optional("required")?.bool() ?? false
    isNullable = try node.optional("nullable")?.bool() ?? false
    defaultValue = node.optional("default")?.value
    values = try node.optional("values")?.elements().map(\.value)
    minimum = try node.optional("min")?.double()
    maximum = try node.optional("max")?.double()
    step = try node.optional("step")?.step()
    multiple = try node.optional("multiple_of")?.step()
    maximumCount = try node.optional("max_items")?.int()
    takesEmpty = try node.optional("min_length")?.int() ?? 0 < 1
    confidence = try node.optional("confidence")?.string() ?? "documented"
  }
}

extension Sizing {
  /// The form that a file gives, in terms of the input's fields.
  init(_ node: JSONNode, _ fields: [ProviderField]) throws(JSONFault) {
    let form = try node.required("form")
    switch try form.string() {
    case "pixels", "text": self = .pixels(try PixelSizing(node))
    case "ratio": self = .ratio(try RatioSizing(node))
    case "sides": self = .sides(try SidesSizing(node, fields))
    case let word:
      throw form.failure(.unknownWord(word, allowed: ["pixels", "ratio", "sides", "text"]))
    }
  }
}

extension PixelSizing {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["form", "field", "min", "max", "presets"])
    field = try node.required("field").string()
    range = try node.range()
    var presets: [String: PixelSize] = [:]
    for (name, member) in try node.optional("presets")?.members() ?? [] {
      presets[name] = try member.pixels()
    }
    self.presets = presets
    isText = try node.required("form").string() == "text"
  }
}

extension SidesSizing {
  fileprivate init(_ node: JSONNode, _ fields: [ProviderField]) throws(JSONFault) {
    try node.allowing(["form", "width", "height", "max_pixels"])
    width = try Side(node.required("width"), fields)
    height = try Side(node.required("height"), fields)
    mostPixels = try node.optional("max_pixels")?.int()
  }
}

extension SidesSizing.Side {
  /// The largest side that a client may ask for.
  private static let most = 14142.0

  /// Takes its bounds from the field that is named.
  fileprivate init(_ node: JSONNode, _ fields: [ProviderField]) throws(JSONFault) {
    let name = try node.string()
    guard let field = fields.first(where: { $0.name == name }) else {
      throw node.failure(.noSuchField(name))
    }
    step = field.multiple ?? field.step ?? 1
    let minimum = Int(min(max(field.minimum ?? 1, 1), Self.most))
    let least = minimum == 1 ? 1 : (minimum + step - 1) / step * step
    let most = Int(min(max(field.maximum ?? Self.most, 0), Self.most)) / step * step
    guard field.kind == .integer, least <= most else {
      throw node.failure(.malformed(name, expected: "a field of whole numbers, min before max"))
    }
    self.field = name
    range = least...most
  }
}

extension RatioSizing {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["form", "field", "ratios", "words", "source_word", "scale", "custom"])
    field = try node.required("field").string()
    var ratios: [AspectRatio] = []
    for element in try node.required("ratios").elements() { ratios.append(try element.ratio()) }
    guard !ratios.isEmpty else { throw try node.required("ratios").failure(.missing) }
    self.ratios = ratios
    var words: [AspectRatio: String] = [:]
    for (name, member) in try node.optional("words")?.members() ?? [] {
      guard let ratio = AspectRatio(name) else {
        throw member.failure(.malformed(name, expected: "a shape such as 16:9"))
      }
      words[ratio] = try member.string()
    }
    self.words = words
    sourceWord = try node.optional("source_word")?.string()
    scale = try node.optional("scale").map { node throws(JSONFault) in try Scale(node) }
    custom = try node.optional("custom").map { node throws(JSONFault) in try Custom(node) }
  }
}

extension RatioSizing.Scale {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["field", "values", "usual", "follows_pixels"])
    field = try node.required("field").string()
    var values: [Tier] = []
    for (word, base) in try node.required("values").members() {
      values.append(Tier(name: word, base: try base.double()))
    }
    self.values = values
    let word = try node.required("usual").string()
    guard let usual = values.first(where: { $0.name == word }) else {
      throw try node.required("usual").failure(.unknownWord(word, allowed: values.map(\.name)))
    }
    self.usual = usual
    followsPixels = try node.optional("follows_pixels")?.bool() ?? false
  }
}

extension RatioSizing.Custom {
  fileprivate init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["word", "width", "height", "min", "max", "step"])
    word = try node.required("word").string()
    widthField = try node.required("width").string()
    heightField = try node.required("height").string()
    range = try node.range()
    step = try node.required("step").step()
  }
}

extension DeliveryRule {
  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing(["rule", "step", "longest", "sizes"])
    let rule = try node.required("rule")
    switch try rule.string() {
    case "exact": self = .exact
    case "step": self = .step(try node.required("step").step())
    case "fit":
      self = .fit(
        longest: try node.required("longest").int(),
        step: try node.required("step").step()
      )
    case "table":
      var sizes: [AspectRatio: PixelSize] = [:]
      for (name, member) in try node.required("sizes").members() {
        guard let ratio = AspectRatio(name) else {
          throw member.failure(.malformed(name, expected: "a shape such as 16:9"))
        }
        sizes[ratio] = try member.pixels()
      }
      self = .table(sizes)
    case let word:
      throw rule.failure(.unknownWord(word, allowed: ["exact", "fit", "step", "table"]))
    }
  }
}
