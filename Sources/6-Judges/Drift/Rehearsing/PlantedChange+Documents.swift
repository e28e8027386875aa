import CanonicalJSON

extension PlantedChange {
  /// A change for each rule of schemas, in what is sent and in what is answered, and those of the document around them.
  static let ofDocuments: [PlantedChange] =
    SchemaPlant.all(.request).map { plant in
      PlantedChange(
        plant.rule,
        .document,
        before: { $0.widenInput(by: plant.before) },
        after: { $0.widenInput(by: plant.after) }
      )
    }
    + SchemaPlant.all(.response).map { plant in
      PlantedChange(
        plant.rule,
        .document,
        before: { $0.replaceOutput(with: plant.before) },
        after: { $0.replaceOutput(with: plant.after) }
      )
    } + ofBodies + ofEndpointDocuments

  private static let ofBodies: [PlantedChange] = {
    func body(_ member: String, _ value: JSON?) -> Edit {
      { $0.setOrder(JSONPointer(["requestBody", member]), value) }
    }
    let optional = body("required", nil)
    let none: Edit = { $0.setOrder(JSONPointer(["requestBody"]), nil) }
    let form: JSON = ["schema": ["type": "object"]]
    let plants = [
      PlantedChange(.requestBodyRemoved, .document, before: optional, after: none),
      PlantedChange(
        .requestBodyBecameRequired,
        .document,
        before: optional,
        after: body("required", true)
      ),
      PlantedChange(
        .requestMediaTypeAdded,
        .document,
        after: {
          $0.setOrder(JSONPointer(["requestBody", "content", "multipart/form-data"]), form)
        }
      ),
      PlantedChange(.responseMediaTypeAdded, .document) { $0.addAnswerType("image/png") },
    ]
    return plants + plants.map(\.back)
  }()

  private static let ofEndpointDocuments: [PlantedChange] = {
    let deprecated = PlantedChange(.endpointDeprecated, .document) {
      $0.setOrder(JSONPointer(["deprecated"]), true)
    }
    return [
      deprecated, deprecated.back,
      PlantedChange(.modelVersionChanged, .document) { $0.setVersion("rehearsed") },
    ]
  }()
}

/// Where a provider's document says what is sent and what is answered.
private struct DocumentSpots {
  var input: JSONPointer
  var output: JSONPointer
  var version: JSONPointer
  /// The operation that orders; nil where the document is a record of a model.
  var order: JSONPointer?
  /// The answer that has the output, where it has a place of its own.
  var answer: JSONPointer?

  init?(_ document: JSON) {
    if document["latest_version"] != nil {
      let schemas = ["latest_version", "openapi_schema", "components", "schemas"]
      input = JSONPointer(schemas + ["Input"])
      output = JSONPointer(schemas + ["Output"])
      version = JSONPointer(["latest_version", "id"])
      return
    }
    let paths = document["paths"]?.objectValue?.members ?? []
    guard let path = paths.first(where: { $0.value["post"]?["requestBody"] != nil }) else {
      return nil
    }
    let order = JSONPointer(["paths", path.name, "post"])
    let result = paths.first { $0.name.hasSuffix("/requests/{request_id}") }
    let answers = result.map { JSONPointer(["paths", $0.name, "get"]) } ?? order
    let answer = JSONPointer(answers.tokens + ["responses", "200"])
    let schema = ["content", "application/json", "schema"]
    input = JSONPointer(order.tokens + ["requestBody"] + schema)
    output = JSONPointer(answer.tokens + schema)
    version = JSONPointer(["info", "version"])
    self.order = order
    self.answer = answer
  }
}

extension AlteredProvider.Reply {
  fileprivate mutating func widenInput(by schema: JSON) {
    alter { document, spots in
      guard let input = document[spots.input] else { return document }
      return document.setting(spots.input, ["allOf": [input, schema]])
    }
  }

  fileprivate mutating func replaceOutput(with schema: JSON) {
    alter { document, spots in document.setting(spots.output, schema) }
  }

  fileprivate mutating func setOrder(_ pointer: JSONPointer, _ value: JSON?) {
    alter { document, spots in
      guard let order = spots.order else { return document }
      return document.setting(JSONPointer(order.tokens + pointer.tokens), value)
    }
  }

  fileprivate mutating func addAnswerType(_ type: String) {
    alter { document, spots in
      guard let answer = spots.answer else { return document }
      return document.setting(JSONPointer(answer.tokens + ["content", type]), [:])
    }
  }

  fileprivate mutating func setVersion(_ version: String) {
    alter { document, spots in document.setting(spots.version, .string(version)) }
  }

  private mutating func alter(_ edit: (JSON, DocumentSpots) -> JSON) {
    guard let document = json, let spots = DocumentSpots(document) else { return }
    json = edit(document, spots)
  }
}
