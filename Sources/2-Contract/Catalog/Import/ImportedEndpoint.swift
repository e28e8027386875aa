import CanonicalJSON

/// One of a provider's models, as the provider's document describes it.
struct ImportedEndpoint {
  let provider: String
  /// The provider's own id of the model.
  let endpoint: String
  /// Where the endpoint stands in the document.
  let node: JSONNode
  let title: String
  let creator: String
  let inputs: [SchemaProperty]
  let source: String
  /// What was guessed of who serves the model, and under which name; nil where the document says it.
  var providerGuess: String?
  var endpointGuess: String?
}

/// fal's OpenAPI document of a model, as its queue serves it.
struct FalDocument {
  private let root: JSONNode

  init(_ root: JSONNode) { self.root = root }

  func endpoint() throws(JSONFault) -> ImportedEndpoint {
    let info = try root.required("info")
    let id = try info.required("x-fal-metadata").required("endpointId")
    let endpoint = try id.name(allowing: "/._-")
    let document = SchemaDocument(root: root)
    let input = try input(of: endpoint, document)
    return ImportedEndpoint(
      provider: "fal",
      endpoint: endpoint,
      node: id,
      title: endpoint,
      creator: "",
      inputs: try document.properties(
        of: input,
        order: input.optional("x-fal-order-properties")?.strings()
      ),
      source: "fal's OpenAPI document of \(endpoint)"
    )
  }

  /// The schema of the body that the submission takes.
  private func input(
    of endpoint: String,
    _ document: SchemaDocument
  ) throws(JSONFault) -> JSONNode {
    let path = try root.required("paths").required("/\(endpoint)")
    let schema = try path.required("post").required("requestBody").required("content")
      .required("application/json").required("schema")
    guard let reference = schema.optional("$ref") else { return schema }
    return try document.followed(reference.string(), reference)
  }
}

/// Replicate's record of a model, as `GET /v1/models/{owner}/{name}` answers it.
struct ReplicateRecord {
  private let root: JSONNode

  init(_ root: JSONNode) { self.root = root }

  func endpoint() throws(JSONFault) -> ImportedEndpoint {
    let owner = try root.required("owner").name(allowing: "._-")
    let name = try root.required("name").name(allowing: "._-")
    let schema = try root.required("latest_version").required("openapi_schema")
    let input = try schema.required("components").required("schemas").required("Input")
    return ImportedEndpoint(
      provider: "replicate",
      endpoint: "\(owner)/\(name)",
      node: try root.required("name"),
      title: name,
      creator: owner,
      inputs: try SchemaDocument(root: schema).properties(
        of: input,
        order: ReplicateRecord.order(of: input)
      ),
      source: "Replicate's record of \(owner)/\(name)"
    )
  }

  /// Properties number themselves.
  private static func order(of input: JSONNode) throws(JSONFault) -> [String] {
    var places: [(name: String, place: Int)] = []
    for (name, member) in try input.required("properties").members() {
      if let place = member.value["x-order"]?.intValue { places.append((name, place)) }
    }
    return places.sorted { $0.place < $1.place }.map(\.name)
  }
}
