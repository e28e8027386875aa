import CanonicalJSON

extension ProviderField {
  init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing([
      "name", "type", "required", "nullable", "default", "values", "min", "max", "step",
      "max_items", "confidence",
    ])
    name = try node.required("name").string()
    kind = try node.required("type").word(Kind.self)
    isRequired = try node.optional("required")?.bool() ?? false
    isNullable = try node.optional("nullable")?.bool() ?? false
    defaultValue = node.optional("default")?.value
    values = try node.optional("values")?.elements().map(\.value)
    minimum = try node.optional("min")?.double()
    maximum = try node.optional("max")?.double()
    step = try node.optional("step")?.int()
    maximumCount = try node.optional("max_items")?.int()
    confidence = try node.optional("confidence")?.string() ?? "documented"
  }
}

extension Sizing {
  init(_ node: CatalogNode) throws(CatalogError) {
    let form = try node.required("form")
    switch try form.string() {
    case "pixels": self = .pixels(try PixelSizing(node))
    case "ratio": self = .ratio(try RatioSizing(node))
    case let word: throw form.failure(.unknownWord(word, allowed: ["pixels", "ratio"]))
    }
  }
}

extension PixelSizing {
  fileprivate init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["form", "field", "min", "max", "presets"])
    field = try node.required("field").string()
    range = try node.range()
    var presets: [String: PixelSize] = [:]
    for (name, member) in try node.optional("presets")?.members() ?? [] {
      presets[name] = try member.pixels()
    }
    self.presets = presets
  }
}

extension RatioSizing {
  fileprivate init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["form", "field", "ratios", "source_word", "scale", "custom"])
    field = try node.required("field").string()
    var ratios: [AspectRatio] = []
    for element in try node.required("ratios").elements() { ratios.append(try element.ratio()) }
    guard !ratios.isEmpty else { throw try node.required("ratios").failure(.missing) }
    self.ratios = ratios
    sourceWord = try node.optional("source_word")?.string()
    scale = try node.optional("scale").map { node throws(CatalogError) in try Scale(node) }
    custom = try node.optional("custom").map { node throws(CatalogError) in try Custom(node) }
  }
}

extension RatioSizing.Scale {
  fileprivate init(_ node: CatalogNode) throws(CatalogError) {
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
  fileprivate init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["word", "width", "height", "min", "max", "step"])
    word = try node.required("word").string()
    widthField = try node.required("width").string()
    heightField = try node.required("height").string()
    range = try node.range()
    step = try node.required("step").int()
  }
}

extension DeliveryRule {
  init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["rule", "step", "longest", "sizes"])
    let rule = try node.required("rule")
    switch try rule.string() {
    case "exact": self = .exact
    case "step": self = .step(try node.required("step").int())
    case "fit":
      self = .fit(
        longest: try node.required("longest").int(),
        step: try node.required("step").int()
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
