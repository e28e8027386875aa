package import CanonicalJSON

/// The facts of one endpoint in a provider's own document.
package struct SchemaFacts: Sendable, Equatable {
  package var input: SchemaNode
  package var output: SchemaNode
  /// The model's version, where the document names one.
  package var version: String?
  package var isDeprecated = false

  package init(input: SchemaNode, output: SchemaNode) {
    self.input = input
    self.output = output
  }

  package var json: JSON {
    var object: JSONObject = ["input": input.json, "output": output.json]
    object["version"] = version.map(JSON.string)
    if isDeprecated { object["deprecated"] = true }
    return .object(object)
  }

  /// Reads the form of `json`.
  package init?(_ json: JSON) {
    guard let input = json["input"], let output = json["output"] else { return nil }
    let reader = SchemaReader(document: json)
    self.init(input: reader.node(input), output: reader.node(output))
    version = json["version"]?.stringValue
    isDeprecated = json["deprecated"]?.boolValue ?? false
  }
}

extension SchemaFacts {
  /// Reads a provider's document; nil where it has not the form that is known, so that a person must look.
  package init?(document: JSON, endpoint: String) {
    guard
      let facts = SchemaFacts(fal: document, endpoint: endpoint)
        ?? SchemaFacts(replicate: document)
    else { return nil }
    self = facts
  }

  /// fal's OpenAPI document of one endpoint.
  private init?(fal document: JSON, endpoint: String) {
    guard let paths = document["paths"]?.objectValue else { return nil }
    let reader = SchemaReader(document: document)
    let content = "/content/application~1json/schema"
    guard let submit = paths["/\(endpoint)"]?["post"],
      let input = JSONPointer("/requestBody" + content).flatMap({ submit[$0] })
    else { return nil }
    let result = paths.members.first { $0.name.hasSuffix("/requests/{request_id}") }
    let output = JSONPointer("/get/responses/200" + content).flatMap { result?.value[$0] }
    guard let output else { return nil }
    self.init(input: reader.node(input), output: reader.node(output))
    guard !self.input.properties.isEmpty else { return nil }
    isDeprecated = submit["deprecated"]?.boolValue ?? false
    version = document["info"]?["version"]?.stringValue
  }

  /// Replicate's model record, whose newest version carries an OpenAPI document.
  private init?(replicate record: JSON) {
    guard let latest = record["latest_version"], let document = latest["openapi_schema"],
      let schemas = document["components"]?["schemas"], let input = schemas["Input"],
      let output = schemas["Output"]
    else { return nil }
    let reader = SchemaReader(document: document)
    self.init(input: reader.node(input), output: reader.node(output))
    guard !self.input.properties.isEmpty else { return nil }
    version = latest["id"]?.stringValue
  }
}
