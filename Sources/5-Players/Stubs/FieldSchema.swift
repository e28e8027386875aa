import CanonicalJSON
import Catalog

/// One field of a provider's input as JSON Schema says it.
struct FieldSchema {
  var field: ProviderField

  /// The field's own keywords, but for the list of its values.
  var plain: JSONObject {
    var schema: JSONObject = ["title": .string(title)]
    switch field.kind {
    case .string: schema["type"] = "string"
    case .integer: schema["type"] = "integer"
    case .number: schema["type"] = "number"
    case .boolean: schema["type"] = "boolean"
    case .uri:
      schema["type"] = "string"
      schema["format"] = "uri"
    case .uris:
      schema["type"] = "array"
      schema["items"] = ["type": "string", "format": "uri"]
      schema["maxItems"] = field.maximumCount.map(JSON.integer)
    case .imageSize: break
    }
    schema["minimum"] = field.minimum.map { .number(JSONNumber($0)) }
    schema["maximum"] = field.maximum.map { .number(JSONNumber($0)) }
    schema["multipleOf"] = field.multiple.map(JSON.integer)
    schema["default"] = field.defaultValue
    if field.isNullable { schema["nullable"] = true }
    return schema
  }

  /// `output_format` as `Output Format`.
  var title: String {
    field.name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }
}

extension [ProviderField] {
  /// The names of those that must be sent.
  var requiredNames: JSON { .array(filter(\.isRequired).map { .string($0.name) }) }
}
