import CanonicalJSON

extension Offer {
  init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["key", "level", "price", "source", "operations"])
    let key = try node.required("key").string()
    guard let slash = key.firstIndex(of: "/"), slash != key.startIndex else {
      throw try node.required("key").failure(.malformed(key, expected: "provider/model"))
    }
    self.key = key
    provider = String(key[..<slash])
    level = try node.optional("level")?.string() ?? "documented"
    price = try node.optional("price").map { node throws(CatalogError) in try Price(node) }
    source = try node.optional("source")?.string() ?? ""
    var operations: [Mode: Operation] = [:]
    for (name, member) in try node.required("operations").members() {
      guard let mode = Mode(rawValue: name) else {
        throw member.failure(.unknownWord(name, allowed: Mode.allCases.map(\.rawValue)))
      }
      operations[mode] = try Operation(member)
    }
    self.operations = operations
  }
}

extension Price {
  fileprivate init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing(["image", "first_megapixel", "further_megapixel"])
    if let image = node.optional("image") {
      self = .perImage(micros: try image.micros())
    } else {
      self = .perMegapixel(
        firstMicros: try node.required("first_megapixel").micros(),
        furtherMicros: try node.required("further_megapixel").micros()
      )
    }
  }
}

extension CatalogNode {
  /// Dollars as millionths.
  fileprivate func micros() throws(CatalogError) -> Int {
    SizeLaw.roundHalfUp(try double() * 1_000_000)
  }
}

extension Operation {
  init(_ node: CatalogNode) throws(CatalogError) {
    try node.allowing([
      "endpoint", "fields", "size", "delivery", "source_delivery", "renames", "batch", "images",
      "formats", "confidence", "source",
    ])
    endpoint = try node.required("endpoint").string()
    var fields: [ProviderField] = []
    for element in try node.required("fields").elements() {
      fields.append(try ProviderField(element))
    }
    self.fields = fields
    sizing =
      try node.optional("size").map { node throws(CatalogError) in try Sizing(node) } ?? .none
    delivery =
      try node.optional("delivery").map { node throws(CatalogError) in try DeliveryRule(node) }
      ?? .exact
    sourceDelivery =
      try node.optional("source_delivery").map { node throws(CatalogError) in
        try DeliveryRule(node)
      }
    renames = try node.optional("renames")?.words() ?? [:]
    batch = try node.optional("batch").map { node throws(CatalogError) in
      Batch(field: try node.required("field").string(), maximum: try node.required("max").int())
    }
    images = try node.optional("images").map { node throws(CatalogError) in
      ImageInput(
        field: try node.required("field").string(),
        isList: try node.optional("list")?.bool() ?? false,
        maximum: try node.optional("max")?.int() ?? 1
      )
    }
    formats = try node.optional("formats")?.words() ?? [:]
    confidence = try node.optional("confidence")?.string() ?? "documented"
    source = try node.optional("source")?.string() ?? ""
    try checkFields(node)
  }

  /// Whatever the operation writes must be a field of the provider's input.
  private func checkFields(_ node: CatalogNode) throws(CatalogError) {
    var written = Array(renames.values)
    if let batch { written.append(batch.field) }
    if let images { written.append(images.field) }
    switch sizing {
    case .none: break
    case .pixels(let sizing): written.append(sizing.field)
    case .ratio(let sizing):
      written.append(sizing.field)
      if let scale = sizing.scale { written.append(scale.field) }
      if let custom = sizing.custom { written += [custom.widthField, custom.heightField] }
    }
    for name in written.sorted() where field(name) == nil {
      throw node.failure(.noSuchField(name))
    }
  }
}

extension CatalogNode {
  fileprivate func words() throws(CatalogError) -> [String: String] {
    var words: [String: String] = [:]
    for (name, member) in try members() { words[name] = try member.string() }
    return words
  }
}
