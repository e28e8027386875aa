package import CanonicalJSON

/// One value as a schema describes it, with all references and combinations resolved.
package struct SchemaNode: Sendable, Equatable {
  /// `string`, `integer`, `number`, `boolean`, `array`, `object`; empty where anything goes.
  package var types: Set<String> = []
  package var isNullable = false
  /// The values that are allowed; nil where there is no list.
  package var values: [JSON]?
  package var defaultValue: JSON?
  package var format: String?
  /// Bounds by the keyword that states them: `minimum`, `maxItems`, and fal's `x-fal/max_width`.
  package var bounds: [String: Double] = [:]
  package var isDeprecated = false
  package var properties: [String: SchemaNode] = [:]
  package var required: Set<String> = []
  /// The schema of an array's elements: one or none.
  package var elements: [SchemaNode] = []

  package init() {}
}

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
    object["enum"] = values.map(JSON.array)
    object["default"] = defaultValue
    object["format"] = format.map(JSON.string)
    if isDeprecated { object["deprecated"] = true }
    writeBounds(into: &object)
    if !properties.isEmpty { object["properties"] = .sorted(properties.mapValues(\.json)) }
    if !required.isEmpty { object["required"] = .array(required.sorted().map(JSON.string)) }
    object["items"] = elements.first?.json
    return .object(object)
  }

  private func writeBounds(into object: inout JSONObject) {
    var limits = JSONObject()
    for (name, value) in bounds.sorted(by: { $0.key < $1.key }) {
      let number = JSON.number(JSONNumber(value))
      if name.hasPrefix("x-fal/") {
        limits[String(name.dropFirst(6))] = number
      } else {
        object[name] = number
      }
    }
    if !limits.isEmpty { object["x-fal"] = .object(limits) }
  }
}
