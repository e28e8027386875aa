import CanonicalJSON

extension JSONNode {
  func modes() throws(JSONFault) -> [Mode] {
    var modes: [Mode] = []
    for element in try elements() { modes.append(try element.word(Mode.self)) }
    return modes
  }

  func parameters(modes: [Mode]) throws(JSONFault) -> [Parameter] {
    var parameters: [Parameter] = []
    for element in try elements(by: "name") {
      let parameter = try Parameter(element.standardParameter(), defaultModes: modes)
      guard !parameters.contains(where: { $0.name == parameter.name }) else {
        throw element.failure(.taken(parameter.name))
      }
      parameters.append(parameter)
    }
    return parameters
  }

  func offers() throws(JSONFault) -> [Offer] {
    var offers: [Offer] = []
    for element in try elements(by: "key") {
      let offer = try Offer(element)
      guard !offers.contains(where: { $0.key == offer.key }) else {
        throw element.failure(.taken(offer.key))
      }
      offers.append(offer)
    }
    return offers
  }
}

extension Parameter {
  static let members: Set<String> = [
    "name", "type", "required", "default", "values", "words", "min", "max", "modes", "only_at",
    "section", "description",
  ]

  init(_ node: JSONNode, defaultModes: [Mode]) throws(JSONFault) {
    try node.allowing(Parameter.members)
    name = try node.required("name").string()
    kind = try node.required("type").word(Kind.self)
    isRequired = try node.optional("required")?.bool() ?? false
    defaultValue = node.optional("default")?.value
    values = try node.optional("values")?.elements().map(\.value)
    words = try node.optional("words")?.words() ?? [:]
    minimum = try node.optional("min")?.double()
    maximum = try node.optional("max")?.double()
    modes = try node.optional("modes")?.modes() ?? defaultModes
    onlyAt = try node.optional("only_at")?.string()
    section = try node.optional("section")?.string() ?? "additional"
    description = try node.optional("description")?.string() ?? ""
  }
}
