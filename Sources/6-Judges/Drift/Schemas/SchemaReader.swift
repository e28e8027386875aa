package import CanonicalJSON

/// Reads schemas as providers write them: references, `allOf` around an enum, `anyOf` with null, `x-fal` limits.
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
    if let choices = (schema["anyOf"] ?? schema["oneOf"])?.arrayValue {
      node.narrow(union(choices, path.deeper))
    }
    readTypes(schema, into: &node)
    readValues(schema, into: &node)
    readBounds(schema, into: &node)
    for member in schema["properties"]?.objectValue?.members ?? [] {
      node.properties[member.name] = self.node(member.value, path.deeper)
    }
    node.required.formUnion(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
    if let items = schema["items"] { node.elements = [self.node(items, path.deeper)] }
    return node
  }

  private func target(of reference: String) -> JSON? {
    guard reference.hasPrefix("#") else { return nil }
    return JSONPointer(String(reference.dropFirst())).flatMap { document[$0] }
  }

  private func readTypes(_ schema: JSON, into node: inout SchemaNode) {
    let named = schema["type"]?.arrayValue ?? schema["type"].map { [$0] } ?? []
    let types = named.compactMap(\.stringValue)
    if types.contains("null") || schema["nullable"]?.boolValue == true { node.isNullable = true }
    let plain = Set(types.filter { $0 != "null" })
    if !plain.isEmpty { node.types = plain }
  }

  private func readValues(_ schema: JSON, into node: inout SchemaNode) {
    if let values = schema["enum"]?.arrayValue {
      node.values = values.filter { !$0.isNull }
      if values.contains(where: \.isNull) { node.isNullable = true }
    } else if let value = schema["const"] {
      node.values = [value]
    }
    if let value = schema["default"] { node.defaultValue = value }
    if let format = schema["format"]?.stringValue { node.format = format }
    if let isDeprecated = schema["deprecated"]?.boolValue { node.isDeprecated = isDeprecated }
  }

  /// Every keyword that bounds a value, and fal's own limits of picture sizes.
  static let boundNames = [
    "exclusiveMaximum", "exclusiveMinimum", "maxItems", "maxLength", "maximum", "minItems",
    "minLength", "minimum", "multipleOf",
  ]

  private func readBounds(_ schema: JSON, into node: inout SchemaNode) {
    for name in SchemaReader.boundNames {
      if let value = schema[name]?.doubleValue { node.bounds[name] = value }
    }
    for member in schema["x-fal"]?.objectValue?.members ?? [] {
      if let value = member.value.doubleValue { node.bounds["x-fal/\(member.name)"] = value }
    }
  }

  /// The schema that allows what any of several does.
  private func union(_ choices: [JSON], _ path: Path) -> SchemaNode {
    var result = SchemaNode()
    var nodes: [SchemaNode] = []
    for choice in choices {
      if choice["type"]?.stringValue == "null" { result.isNullable = true; continue }
      nodes.append(node(choice, path))
    }
    for node in nodes { result.widen(node) }
    // Of two choices of one type only one may carry a list: then the list binds that type alone.
    let lists = nodes.filter { $0.values != nil }
    if lists.isEmpty
      || lists.contains(where: { list in
        nodes.contains { $0.values == nil && !$0.types.isDisjoint(with: list.types) }
      })
    {
      result.values = nil
    }
    return result
  }
}

extension SchemaNode {
  /// Takes in one part of an `allOf`: what it says is said here too.
  fileprivate mutating func narrow(_ part: SchemaNode) {
    if !part.types.isEmpty { types = part.types }
    isNullable = isNullable || part.isNullable
    values = part.values ?? values
    defaultValue = part.defaultValue ?? defaultValue
    format = part.format ?? format
    bounds.merge(part.bounds) { _, new in new }
    isDeprecated = isDeprecated || part.isDeprecated
    properties.merge(part.properties) { _, new in new }
    required.formUnion(part.required)
    if !part.elements.isEmpty { elements = part.elements }
  }

  /// Takes in one choice of an `anyOf`.
  fileprivate mutating func widen(_ choice: SchemaNode) {
    types.formUnion(choice.types)
    isNullable = isNullable || choice.isNullable
    if let more = choice.values {
      values =
        (values ?? [])
        + more.filter { value in
          !(values ?? []).contains { $0.isSameValue(as: value) }
        }
    }
    defaultValue = defaultValue ?? choice.defaultValue
    format = format ?? choice.format
    bounds.merge(choice.bounds) { first, _ in first }
    properties.merge(choice.properties) { first, _ in first }
    required.formUnion(choice.required)
    if elements.isEmpty { elements = choice.elements }
  }
}
