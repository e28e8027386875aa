import CanonicalJSON

/// One property of an input schema with its references followed.
struct SchemaProperty {
  let name: String
  /// Where it stands, for complaints.
  let node: JSONNode
  let isRequired: Bool
  /// The members of all that it is made of; its own come before those it refers to.
  private let facets: [JSONNode]

  init(
    _ name: String,
    _ node: JSONNode,
    isRequired: Bool,
    in document: SchemaDocument
  ) throws(JSONFault) {
    self.name = name
    self.node = node
    self.isRequired = isRequired
    facets = try document.facets(of: node)
  }

  private func facet(_ name: String) -> JSONNode? {
    for facet in facets { if let member = facet.optional(name) { return member } }
    return nil
  }

  var type: String? {
    facets.lazy.compactMap { $0.value["type"]?.stringValue }.first { $0 != "null" }
  }

  var isNullable: Bool {
    facets.contains { $0.value["type"] == "null" || $0.value["nullable"] == true }
  }

  func values() throws(JSONFault) -> [JSON]? { try facet("enum")?.elements().map(\.value) }

  func bound(_ name: String) throws(JSONFault) -> JSONNumber? {
    guard let member = facet(name) else { return nil }
    _ = try member.double()
    return member.value.numberValue
  }

  var defaultValue: JSON? { facet("default")?.value }
  var example: String? { facet("example")?.value.stringValue }
  var format: String? { facet("format")?.value.stringValue }
  func maxItems() throws(JSONFault) -> Int? { try facet("maxItems")?.int() }
  var hasItemsOfText: Bool { facet("items")?.value["type"] == "string" }

  /// Whether it is an object with both sides of a picture.
  var isSizeObject: Bool {
    facets.contains {
      $0.value["properties"]?["width"] != nil && $0.value["properties"]?["height"] != nil
    }
  }
}

/// A document with schemas that refer to each other.
struct SchemaDocument {
  /// Where references begin: the document's own root.
  let root: JSONNode

  /// The schema itself, and whatever it is put together from.
  func facets(of node: JSONNode) throws(JSONFault) -> [JSONNode] {
    var seen: Set<String> = []
    return try facets(of: node, &seen)
  }

  private func facets(
    of node: JSONNode,
    _ seen: inout Set<String>
  ) throws(JSONFault) -> [JSONNode] {
    _ = try node.object()
    var facets = [node]
    if let reference = node.optional("$ref") {
      let text = try reference.string()
      guard seen.insert(text).inserted else { throw reference.failure(.endlessReference(text)) }
      facets += try self.facets(of: followed(text, reference), &seen)
      seen.remove(text)
    }
    for name in ["allOf", "anyOf", "oneOf"] {
      for part in try node.optional(name)?.elements() ?? [] {
        facets += try self.facets(of: part, &seen)
      }
    }
    return facets
  }

  /// Follows a reference within the document to its node.
  func followed(_ text: String, _ reference: JSONNode) throws(JSONFault) -> JSONNode {
    guard text.hasPrefix("#"), let pointer = JSONPointer(String(text.dropFirst())),
      let value = root.value[pointer]
    else { throw reference.failure(.noSuchReference(text)) }
    let place = JSONPointer(root.pointer.tokens + pointer.tokens)
    return JSONNode(value, file: root.file, pointer: place)
  }

  /// The properties of an input schema in the order that it states.
  func properties(of input: JSONNode, order: [String]?) throws(JSONFault) -> [SchemaProperty] {
    let required = Set(try input.optional("required")?.strings() ?? [])
    let node = try input.required("properties")
    var properties: [SchemaProperty] = []
    for (name, member) in try node.members() {
      try member.check(field: name)
      properties.append(
        try SchemaProperty(name, member, isRequired: required.contains(name), in: self)
      )
    }
    let places = Dictionary((order ?? []).enumerated().map { ($1, $0) }) { first, _ in first }
    return properties.enumerated().sorted {
      (places[$0.element.name] ?? .max, $0.offset) < (places[$1.element.name] ?? .max, $1.offset)
    }.map(\.element)
  }
}

extension JSONNode {
  fileprivate func check(field name: String) throws(JSONFault) {
    _ = try holding(.string(name)).name(allowing: "_.-")
  }
}
