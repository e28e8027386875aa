package import CanonicalJSON

/// Reads schemas as providers write them: references, combinations, lists of types, `x-fal` limits.
package struct SchemaReader {
  private let document: JSON
  /// How deep references and combinations may nest.
  private static let depthLimit = 24

  /// `document` is what references point into.
  package init(document: JSON) { self.document = document }

  package func node(_ schema: JSON) -> SchemaNode { node(schema, Path()) }

  /// How a schema was come to.
  private struct Path {
    var depth = 0
    /// References that are being followed: one that leads back to itself tells nothing more.
    var references: Set<String> = []

    var deeper: Path { Path(depth: depth + 1, references: references) }

    /// Nil for a reference that is being followed already.
    func following(_ reference: String) -> Path? {
      guard !references.contains(reference) else { return nil }
      return Path(depth: depth + 1, references: references.union([reference]))
    }
  }

  private func node(_ schema: JSON, _ path: Path) -> SchemaNode {
    guard path.depth < SchemaReader.depthLimit else { return SchemaNode() }
    var node = SchemaNode()
    if let text = schema["$ref"]?.stringValue, let target = target(of: text),
      let path = path.following(text)
    {
      node = self.node(target, path)
    }
    for part in schema["allOf"]?.arrayValue ?? [] { node.narrow(self.node(part, path.deeper)) }
    for keyword in ["anyOf", "oneOf"] {
      guard let choices = schema[keyword]?.arrayValue else { continue }
      node.narrow(SchemaNode(choosing: choices.map { choice($0, path.deeper) }))
    }
    node.narrow(own(schema, path))
    return node
  }

  private func target(of reference: String) -> JSON? {
    guard reference.hasPrefix("#") else { return nil }
    return JSONPointer(String(reference.dropFirst())).flatMap { document[$0] }
  }

  private func choice(_ schema: JSON, _ path: Path) -> SchemaNode.Choice {
    let reference = schema["$ref"]?.stringValue?.split(separator: "/").last.map(String.init)
    return SchemaNode.Choice(
      name: reference ?? schema["title"]?.stringValue,
      node: node(schema, path)
    )
  }

  /// What a schema says itself, without what it refers to and combines.
  private func own(_ schema: JSON, _ path: Path) -> SchemaNode {
    var node = SchemaNode()
    readTypes(schema, into: &node)
    readValues(schema, into: &node)
    SchemaBound.read(schema, into: &node.bounds)
    readMembers(schema, into: &node, path: path)
    if let items = schema["items"], items != false {
      node.elements = [self.node(items, path.deeper)]
    }
    readClauses(schema, into: &node, path: path)
    return node
  }

  private func readTypes(_ schema: JSON, into node: inout SchemaNode) {
    let named = schema["type"]?.arrayValue ?? schema["type"].map { [$0] } ?? []
    let types = named.compactMap(\.stringValue)
    if types.contains("null") || schema["nullable"]?.boolValue == true { node.isNullable = true }
    node.types = Set(types.filter { $0 != "null" })
  }

  private func readValues(_ schema: JSON, into node: inout SchemaNode) {
    if let values = schema["enum"]?.arrayValue {
      node.values = values.filter { !$0.isNull }
      if values.contains(where: \.isNull) { node.isNullable = true }
    }
    node.constant = schema["const"]
    node.defaultValue = schema["default"]
    node.format = schema["format"]?.stringValue
    if let pattern = schema["pattern"]?.stringValue, pattern != "", pattern != ".*" {
      node.patterns = [pattern]
    }
    node.isDeprecated = schema["deprecated"]?.boolValue ?? false
    if schema["readOnly"]?.boolValue == true { node.access = .readOnly }
    if schema["writeOnly"]?.boolValue == true { node.access = .writeOnly }
  }

  private func readMembers(_ schema: JSON, into node: inout SchemaNode, path: Path) {
    for member in schema["properties"]?.objectValue?.members ?? [] {
      node.properties[member.name] = self.node(member.value, path.deeper)
    }
    node.required = Set(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    guard let rest = schema["additionalProperties"], rest.boolValue != true else { return }
    node.isClosed = rest.boolValue == false
    if !node.isClosed { node.rest = [self.node(rest, path.deeper)] }
  }

  /// References in a clause are resolved, so that another name of the same schema is no change.
  private func readClauses(_ schema: JSON, into node: inout SchemaNode, path: Path) {
    func resolved(_ clause: JSON) -> JSON {
      clause.objectValue == nil ? clause : self.node(clause, path.deeper).json
    }
    for name in SchemaReader.clauses {
      if let clause = schema[name] { node.clauses[name] = resolved(clause) }
    }
    if schema["items"] == false { node.clauses["items"] = false }
    if let first = schema["prefixItems"]?.arrayValue {
      node.clauses["prefixItems"] = .array(first.map(resolved))
    }
    for name in ["dependentSchemas", "patternProperties", "dependentRequired"] {
      for member in schema[name]?.objectValue?.members ?? [] {
        node.clauses["\(name)/\(member.name)"] = resolved(member.value)
      }
    }
    node.discriminator = schema["discriminator"]
  }

  private static let clauses = [
    "contains", "contentEncoding", "contentMediaType", "contentSchema", "else", "if", "not",
    "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
  ]
}
