import CanonicalJSON

/// Drafts a model with one offer from what a provider's document says.
struct EndpointDraft {
  private let endpoint: ImportedEndpoint
  private let given: String?
  private let fields: [DraftField]

  init(_ endpoint: ImportedEndpoint, as given: String?) throws(JSONFault) {
    self.endpoint = endpoint
    self.given = given
    var fields: [DraftField] = []
    for property in endpoint.inputs { fields.append(try DraftField(property)) }
    self.fields = fields
  }

  func draft() throws(JSONFault) -> ModelDraft {
    let id: String
    if let given { id = given } else { id = try guessedID() }
    let key = "\(endpoint.provider)/\(id)"
    let sizing = DraftSizing(fields)
    let shared = operation(sizing)
    var operations: JSONObject = [:]
    for mode in modes {
      let body = operations.isEmpty ? shared : ["like": .string(modes[0].rawValue)]
      operations[mode.rawValue] = .object(mode == .edit ? editing(body) : body)
    }
    var members: JSONObject = ["name": .string(endpoint.title)]
    if !endpoint.creator.isEmpty { members["creator"] = .string(endpoint.creator) }
    members["modes"] = .array(modes.map { .string($0.rawValue) })
    if modes.contains(.edit) { members["max_input_images"] = .integer(mostImages) }
    members["sizes"] = sizing.table
    members["parameters"] = .array(parameters.map { .string($0) })
    members["offers"] = [key: ["operations": .object(operations)]]
    var draft = ModelDraft(id: id, provider: endpoint.provider, members: members)
    if given == nil { draft.guess(JSONPointer(["id"]), "made of the provider's own name") }
    mark(&draft, sizing, key: key)
    return draft
  }

  private func guessedID() throws(JSONFault) -> String {
    let words: Set<String> = ["fal-ai", "edit", "text-to-image", "image-to-image", "preview"]
    let parts = endpoint.endpoint.split(separator: "/").map(String.init)
    let id = parts.filter { !words.contains($0) }.suffix(2).joined(separator: "-").lowercased()
    try endpoint.node.check(id: id)
    return id
  }

  /// The field that takes input pictures.
  private var images: DraftField? { fields.first { $0.role == .images } }

  /// Fields of the same name with a number behind it, for one further picture each.
  private var furtherImages: [String] {
    guard let images, !images.isList else { return [] }
    return fields.filter { field in
      field.role == .images && field.name.hasPrefix(images.name + "_")
        && Int(field.name.dropFirst(images.name.count + 1)) != nil
    }.map(\.name)
  }

  private var mostImages: Int {
    images.map { $0.isList ? $0.maximum ?? 1 : 1 + furtherImages.count } ?? 0
  }

  /// A document that needs a picture edits; one that may have one does both.
  private var modes: [Mode] {
    guard let images else { return [.textToImage] }
    return images.isRequired ? [.edit] : [.textToImage, .edit]
  }

  private var parameters: [String] {
    let usual = ["prompt", "size", "aspect_ratio", "resolution"]
    let more = ["response_format", "output_format", "output_compression", "n"]
    let own = fields.compactMap(\.canonicalName).filter { $0 != "prompt" && $0 != "image" }
    return usual + (modes.contains(.edit) ? ["image"] : []) + own.filter { !more.contains($0) }
      + more
  }
}

extension EndpointDraft {
  private func operation(_ sizing: DraftSizing) -> JSONObject {
    var operation: JSONObject = [
      "endpoint": .string(endpoint.endpoint), "source": .string(endpoint.source),
    ]
    if let size = sizing.json { operation["size"] = size }
    if let delivery = sizing.delivery { operation["delivery"] = delivery }
    let renames = fields.compactMap { field in
      field.rename.map { JSONObject.Member(name: $0, value: .string(field.name)) }
    }
    if !renames.isEmpty { operation["renames"] = .object(JSONObject(renames)) }
    if let batch = fields.first(where: { $0.role == .count }) {
      operation["batch"] = ["field": .string(batch.name), "max": .integer(batch.maximum ?? 4)]
    }
    if let formats = fields.first(where: { $0.role == .format })?.formats {
      operation["formats"] = formats
    }
    operation["fields"] = .object(
      JSONObject(
        fields.compactMap { field in
          field.json.map { JSONObject.Member(name: field.name, value: $0) }
        }
      )
    )
    return operation
  }

  private func editing(_ operation: JSONObject) -> JSONObject {
    guard let images else { return operation }
    var operation = operation
    var field: JSONObject = ["field": .string(images.name)]
    if images.isList { field.append("list", true) }
    if images.isList { field.append("max", .integer(mostImages)) }
    if !furtherImages.isEmpty {
      field.append("more", .array(furtherImages.map { .string($0) }))
    }
    operation["images"] = .object(field)
    operation["source_delivery"] = ["rule": "exact"]
    return operation
  }

  /// Names whatever the document does not say.
  private func mark(_ draft: inout ModelDraft, _ sizing: DraftSizing, key: String) {
    let offer = JSONPointer(["offers", key])
    draft.guess(JSONPointer(["sizes"]), sizing.guess)
    draft.guess(offer.appending("price"), "the document says no price; a budget refuses the offer")
    let operations = offer.appending("operations")
    let place = operations.appending(modes[0].rawValue)
    if let why = endpoint.providerGuess { draft.guess(offer, why) }
    if let why = endpoint.endpointGuess { draft.guess(place.appending("endpoint"), why) }
    if let why = sizing.deliveryGuess { draft.guess(place.appending("delivery"), why) }
    for field in fields {
      if let why = field.guess { draft.guess(place.appending("fields").appending(field.name), why) }
    }
    if modes.contains(.edit) {
      let why = "that edits keep the source's very pixels is a guess"
      draft.guess(operations.appending("edit").appending("source_delivery"), why)
    }
    let silent = fields.filter {
      $0.json != nil && $0.role == .other && $0.canonicalName == nil
    }.map(\.name)
    if !silent.isEmpty {
      let why = "only the usual ones are listed; these pass unchanged, unlisted and unchecked: "
      draft.guess(JSONPointer(["parameters"]), why + silent.joined(separator: ", "))
    }
  }
}
