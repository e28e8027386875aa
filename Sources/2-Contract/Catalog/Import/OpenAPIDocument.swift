import CanonicalJSON
import Bytes

/// Any service's OpenAPI document: the operation that makes pictures, and what its body takes.
struct OpenAPIDocument {
  private let root: JSONNode
  private let document: SchemaDocument

  init(_ root: JSONNode) {
    self.root = root
    document = SchemaDocument(root: root)
  }

  /// One operation whose body has a prompt.
  private struct Candidate {
    let path: String
    let node: JSONNode
    let inputs: [SchemaProperty]
    /// How much speaks for pictures.
    let weight: Int
  }

  func endpoint(
    as given: String?,
    into catalog: ModelCatalog
  ) throws(JSONFault) -> ImportedEndpoint {
    let title = try root.required("info").optional("title")?.string() ?? ""
    let candidates = try self.candidates()
    guard let chosen = candidates.max(by: { $0.weight < $1.weight }), chosen.weight > 0 else {
      throw try root.required("paths").failure(.noImageOperation)
    }
    let provider = try self.provider(in: catalog)
    let model = try chosen.inputs.first { $0.name == "model" }.map { property throws(JSONFault) in
      try OpenAPIDocument.name(property, given)
    }
    let endpoint = model?.name ?? OpenAPIDocument.path(chosen.path, provider.known)
    let others = candidates.filter { $0.weight > 0 && $0.path != chosen.path }.map(\.path)
    return ImportedEndpoint(
      provider: provider.name,
      endpoint: try chosen.node.holding(.string(endpoint)).name(allowing: "/._-:"),
      node: chosen.node,
      title: title.isEmpty ? endpoint : VisibleText.line(title, limit: 80),
      creator: "",
      inputs: chosen.inputs.filter { $0.name != "model" },
      source:
        "the OpenAPI document of \(title.isEmpty ? provider.name : title), POST \(chosen.path)",
      providerGuess: OpenAPIDocument.joined(
        provider.guess,
        others.isEmpty
          ? nil
          : "of the operations that make pictures this is the first that fits; others are "
            + others.joined(separator: ", ")
      ),
      endpointGuess: model?.guess
    )
  }

  private static func joined(_ first: String?, _ second: String?) -> String? {
    let parts = [first, second].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension OpenAPIDocument {
  private func candidates() throws(JSONFault) -> [Candidate] {
    var candidates: [Candidate] = []
    for (path, item) in try root.required("paths").members() {
      guard let operation = item.optional("post"), let schema = try input(of: operation) else {
        continue
      }
      let inputs = try document.mergedProperties(of: schema)
      guard inputs.contains(where: { ["prompt", "text_prompt"].contains($0.name) }) else {
        continue
      }
      candidates.append(
        Candidate(
          path: path,
          node: operation,
          inputs: inputs,
          weight: OpenAPIDocument.weight(path, operation, inputs: inputs)
        )
      )
    }
    return candidates
  }

  /// The schema of the body, as JSON rather than as a form.
  private func input(of operation: JSONNode) throws(JSONFault) -> JSONNode? {
    guard var body = operation.optional("requestBody") else { return nil }
    if let reference = body.optional("$ref") {
      body = try document.followed(reference.string(), reference)
    }
    let content = body.optional("content")
    return ["application/json", "multipart/form-data"].lazy.compactMap {
      content?.optional($0)?.optional("schema")
    }.first
  }

  /// More for a path that says so than for a summary; what makes films, sounds or texts has none.
  private static func weight(
    _ path: String,
    _ operation: JSONNode,
    inputs: [SchemaProperty]
  ) -> Int {
    let place = path.lowercased()
    let others = ["video", "audio", "speech", "chat", "completions", "embedding", "music", "3d"]
    guard !others.contains(where: place.contains) else { return 0 }
    let words = ["operationId", "summary", "description"].compactMap {
      operation.value[$0]?.stringValue?.lowercased()
    }.joined(separator: " ")
    let isSaid = place.contains("image") || words.contains("image") || words.contains("picture")
    guard isSaid else { return 0 }
    var weight = place.contains("image") ? 4 : 1
    if place.contains("generat") || words.contains("generat") { weight += 2 }
    if place.contains("edit") || place.contains("variation") { weight -= 2 }
    if inputs.contains(where: { $0.name == "model" }) { weight += 1 }
    return max(weight, 1)
  }

  /// The provider whose host the document names: one that is known, else one made of the host's name.
  private func provider(
    in catalog: ModelCatalog
  ) throws(JSONFault) -> (name: String, known: Provider?, guess: String?) {
    let url = try root.optional("servers")?.elements().first?.optional("url")?.value.stringValue
    let parts = (url ?? "").split(separator: "/", omittingEmptySubsequences: false)
    let host = parts.count > 2 ? String(parts[2].prefix { $0 != ":" }).lowercased() : ""
    if let site = catalog.map.site(ofAuthority: host) {
      return (site.provider.name, site.provider, nil)
    }
    let labels = host.split(separator: ".").map(String.init)
    let label = labels.dropLast().last ?? "provider"
    let isPlain = label.utf8.allSatisfy { byte in
      "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains(byte)
    }
    let name = isPlain ? label : "provider"
    let why =
      "no file declares the provider \(name): write touchstone/providers/\(name).json, or name the one that it is"
    return (name, nil, why)
  }

  /// The provider's own name of the model, where the body says it.
  private static func name(
    _ property: SchemaProperty,
    _ given: String?
  ) throws(JSONFault) -> (name: String, guess: String?) {
    let names = (try property.values() ?? []).compactMap(\.stringValue)
    if let given, let own = names.first(where: { $0 == given || $0.hasSuffix("/\(given)") }) {
      return (own, nil)
    }
    let said = property.defaultValue?.stringValue ?? property.example
    guard let name = said ?? names.first ?? given else {
      return ("model", "the document names no model; put the provider's own name here")
    }
    let others = names.filter { $0 != name }
    return (
      name,
      others.isEmpty && names.count == 1
        ? nil
        : "the document names it as one of several: \(([name] + others).joined(separator: ", "))"
    )
  }

  /// What the path says of the model, at a provider that is known or as it stands.
  private static func path(_ path: String, _ provider: Provider?) -> String {
    let bases = provider?.bases.keys.sorted() ?? []
    let known = bases.lazy.compactMap { base in
      provider?.call("POST", atBase: base, target: path)?.values["endpoint"]
    }.first
    return known ?? String(path.drop { $0 == "/" })
  }
}

extension SchemaDocument {
  /// The properties of all that a schema is put together from, each as it is first said.
  fileprivate func mergedProperties(of schema: JSONNode) throws(JSONFault) -> [SchemaProperty] {
    let parts = try facets(of: schema).filter { $0.optional("properties") != nil }
    var properties: [SchemaProperty] = []
    for part in parts {
      for property in try self.properties(of: part, order: nil)
      where !properties.contains(where: { $0.name == property.name }) {
        properties.append(property)
      }
    }
    return properties
  }
}
