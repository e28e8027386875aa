package import CanonicalJSON

extension SchemaFacts {
  /// Reads a provider's document; nil where it has not the form that is known, so that a person must look.
  package init?(document: JSON, endpoint: String) {
    guard
      let facts = SchemaFacts(openAPI: document, endpoint: endpoint)
        ?? SchemaFacts(replicate: document)
    else { return nil }
    self = facts
  }

  /// An OpenAPI document with a path for the endpoint; fal's tells the result at a path of its own.
  private init?(openAPI document: JSON, endpoint: String) {
    let paths = document["paths"]?.objectValue
    let path = endpoint.hasPrefix("/") ? endpoint : "/\(endpoint)"
    guard let order = paths?[path]?["post"] else { return nil }
    let result = paths?.members.first { $0.name.hasSuffix("/requests/{request_id}") }
    guard
      let facts = SchemaFacts(
        order: order,
        answers: result?.value["get"] ?? order,
        in: document
      )
    else { return nil }
    self = facts
    guard body == BodyNeed.none || input.isTelling else { return nil }
    version = document["info"]?["version"]?.stringValue
  }

  /// One operation of an OpenAPI document, whose answers another one may tell.
  ///
  /// Nil where what it takes or answers has no schema; `isComplete` false lets answers be without.
  package init?(order: JSON, answers: JSON, in document: JSON, isComplete: Bool = true) {
    let reader = SchemaReader(document: document)
    let request = SchemaFacts.resolved(order["requestBody"], in: document)
    let takes = request.map(SchemaFacts.content)
    guard !isComplete || takes.map({ $0.schema != nil }) ?? true else { return nil }
    let given = answers["responses"]?.objectValue?.members
      .first { $0.name.hasPrefix("2") || $0.name == "default" }
      .flatMap { SchemaFacts.resolved($0.value, in: document) }
    let gives = given.map(SchemaFacts.content)
    guard !isComplete || gives?.schema != nil else { return nil }
    self.init(
      input: takes?.schema.map(reader.node) ?? SchemaNode(),
      output: gives?.schema.map(reader.node) ?? SchemaNode()
    )
    requestTypes = takes?.types ?? []
    answerTypes = gives?.types ?? []
    isDeprecated = order["deprecated"]?.boolValue ?? false
    body =
      request.map { $0["required"]?.boolValue == true ? .required : .optional }
      ?? BodyNeed.none
  }

  /// Replicate's model record, whose newest version carries an OpenAPI document.
  private init?(replicate record: JSON) {
    guard let latest = record["latest_version"], let document = latest["openapi_schema"],
      let schemas = document["components"]?["schemas"], let input = schemas["Input"],
      let output = schemas["Output"]
    else { return nil }
    let reader = SchemaReader(document: document)
    self.init(input: reader.node(input), output: reader.node(output))
    guard self.input.isTelling else { return nil }
    version = latest["id"]?.stringValue
  }

  private static func resolved(_ part: JSON?, in document: JSON) -> JSON? {
    guard let reference = part?["$ref"]?.stringValue, reference.hasPrefix("#") else { return part }
    return JSONPointer(String(reference.dropFirst())).flatMap { document[$0] }
  }

  /// The media types of a body, and the schema of its JSON, else of its form: no other kind is compared.
  private static func content(_ body: JSON) -> (types: Set<String>, schema: JSON?) {
    let members = body["content"]?.objectValue?.members ?? []
    let named = members.map { (type: mediaType($0.name), schema: $0.value["schema"]) }
    let told = named.first { $0.type.hasSuffix("json") } ?? named.first { $0.type.contains("form") }
    return (Set(named.map(\.type)), told?.schema)
  }

  private static func mediaType(_ text: String) -> String {
    String(text.prefix { $0 != ";" && $0 != " " }).lowercased()
  }
}

extension SchemaNode {
  /// Whether it says anything of members, without which a document is of no form that is known.
  fileprivate var isTelling: Bool { !properties.isEmpty || !choices.isEmpty }
}
