import CanonicalJSON

/// A gateway's answer to `?schema=true`: parameters and sizes, but nothing of who serves them.
struct GatewaySchema {
  private let root: JSONNode

  init(_ root: JSONNode) { self.root = root }

  func draft(as given: String?) throws(JSONFault) -> ModelDraft {
    let stated = try root.required("id")
    try stated.check(id: try stated.string())
    let id: String
    if let given { id = given } else { id = try stated.string() }
    var modes: Set<Mode> = []
    var parameters: [JSON] = []
    for element in try root.required("parameters").elements() {
      modes.formUnion(try element.optional("modes")?.modes() ?? [.textToImage])
      parameters.append(try GatewaySchema.parameter(element))
    }
    let (sizes, sizeGuess) = try sizes()
    let edits = modes.contains(.edit)
    var members: JSONObject = [
      "modes": .array(Mode.allCases.filter(modes.contains).map { .string($0.rawValue) })
    ]
    if edits { members["max_input_images"] = 1 }
    members["sizes"] = sizes
    members["parameters"] = .array(parameters)
    members["offers"] = [:]
    var draft = ModelDraft(id: id, provider: nil, members: members)
    if let sizeGuess { draft.guess(JSONPointer(["sizes"]), sizeGuess) }
    if edits {
      let why = "a schema does not say how many pictures an edit takes; 1 is a guess"
      draft.guess(JSONPointer(["max_input_images"]), why)
    }
    let why = "a schema does not say who serves the model; import a provider's document with --as"
    draft.guess(JSONPointer(["offers"]), "\(why) \(id)")
    return draft
  }

  /// The parameter without what is null; one that every page describes alike is named alone.
  private static func parameter(_ node: JSONNode) throws(JSONFault) -> JSON {
    let members = try node.object().members.filter {
      Parameter.members.contains($0.name) && !$0.value.isNull
    }
    let parameter = JSON.object(JSONObject(members))
    let read = try Parameter(
      node.holding(parameter),
      defaultModes: [.textToImage]
    )
    return try isStandard(read) ? .string(read.name) : parameter
  }

  private static func isStandard(_ parameter: Parameter) throws(JSONFault) -> Bool {
    guard StandardParameter.names.contains(parameter.name) else { return false }
    let node = JSONNode(StandardParameter.expanded(.string(parameter.name)), file: "")
    let standard = try Parameter(node, defaultModes: parameter.modes)
    return (standard.kind, standard.isRequired, standard.minimum, standard.maximum)
      == (parameter.kind, parameter.isRequired, parameter.minimum, parameter.maximum)
      && standard.values == parameter.values && standard.onlyAt == parameter.onlyAt
      && standard.defaultValue == parameter.defaultValue
      && standard.modes == parameter.modes
  }

  private func sizes() throws(JSONFault) -> (JSON, guess: String?) {
    let node = try root.required("sizes")
    var rows: [JSON] = []
    for row in try node.optional("rows")?.elements() ?? [] {
      let ratio = try row.required("aspect_ratio").ratio()
      let tier = try row.required("resolution").tier()
      let (width, height) = (try row.required("width").int(), try row.required("height").int())
      guard width > 0, height > 0 else {
        throw row.failure(.malformed("\(width)x\(height)", expected: "a size such as 1024x1024"))
      }
      rows.append([
        "size": "\(width)x\(height)", "aspect_ratio": .string(ratio.text),
        "resolution": .string(tier.name),
      ])
    }
    var sizes: JSONObject = ["auto": .bool(try node.optional("auto")?.bool() ?? false)]
    if let custom = node.optional("custom") {
      let range = try custom.range()
      sizes["custom"] = ["min": .integer(range.lowerBound), "max": .integer(range.upperBound)]
    }
    guard rows.isEmpty else {
      sizes["rows"] = .array(rows)
      return (.object(sizes), nil)
    }
    sizes["ratios"] = .array(UsualSizes.ratios.map { .string($0) })
    sizes["tiers"] = ["1K"]
    return (.object(sizes), "the schema lists no sizes; the usual nine at 1K are a guess")
  }
}

/// The shapes that most models have.
enum UsualSizes {
  static let ratios = ["4:3", "3:4", "1:1", "5:4", "4:5", "3:2", "2:3", "16:9", "9:16"]
}
