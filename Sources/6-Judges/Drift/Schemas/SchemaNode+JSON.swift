package import CanonicalJSON

extension SchemaNode {
  /// Plain JSON Schema, which the reader reads back.
  package var json: JSON {
    var object = JSONObject()
    if !types.isEmpty {
      let names = (types.sorted() + (isNullable ? ["null"] : [])).map(JSON.string)
      object["type"] = names.count == 1 ? names[0] : .array(names)
    } else if isNullable {
      object["nullable"] = true
    }
    writeValues(into: &object)
    writeBounds(into: &object)
    writeMembers(into: &object)
    object["items"] = elements.first?.json
    if !choices.isEmpty { object["anyOf"] = .array(choices.map(\.json)) }
    object["discriminator"] = discriminator
    writeClauses(into: &object)
    return .object(object)
  }

  private func writeValues(into object: inout JSONObject) {
    object["enum"] = values.map(JSON.array)
    object["const"] = constant
    object["default"] = defaultValue
    object["format"] = format.map(JSON.string)
    if isDeprecated { object["deprecated"] = true }
    if access != .both { object[access.rawValue] = true }
    guard let pattern = patterns.min() else { return }
    if patterns.count == 1 {
      object["pattern"] = .string(pattern)
    } else {
      object["allOf"] = .array(patterns.sorted().map { ["pattern": .string($0)] })
    }
  }

  private func writeBounds(into object: inout JSONObject) {
    var limits = JSONObject()
    for (name, value) in bounds.sorted(by: { $0.key < $1.key }) {
      let number = JSON.number(JSONNumber(value))
      if name.hasPrefix("x-fal/") {
        limits[String(name.dropFirst(6))] = number
      } else {
        object[name] = name == SchemaBound.unique ? true : number
      }
    }
    if !limits.isEmpty { object["x-fal"] = .object(limits) }
  }

  private func writeMembers(into object: inout JSONObject) {
    if !properties.isEmpty { object["properties"] = .sorted(properties.mapValues(\.json)) }
    if !required.isEmpty { object["required"] = .array(required.sorted().map(JSON.string)) }
    object["additionalProperties"] = isClosed ? false : rest.first?.json
  }

  /// `dependentRequired/mask` is a member of the keyword's object.
  private func writeClauses(into object: inout JSONObject) {
    for (name, clause) in clauses.sorted(by: { $0.key < $1.key }) {
      guard let slash = name.firstIndex(of: "/") else {
        object[name] = clause
        continue
      }
      let keyword = String(name[..<slash])
      var members = object[keyword]?.objectValue ?? JSONObject()
      members[String(name[name.index(after: slash)...])] = clause
      object[keyword] = .object(members)
    }
  }
}

extension SchemaNode.Choice {
  fileprivate var json: JSON {
    guard let name, var object = node.json.objectValue else { return node.json }
    object["title"] = .string(name)
    return .object(object)
  }
}
