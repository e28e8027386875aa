import CanonicalJSON
import Catalog

/// The model record that Replicate answers, with the newest version's OpenAPI document in it.
struct ReplicateModelPage {
  let operation: Operation

  var json: JSONObject {
    let parts = operation.endpoint.split(separator: "/").map(String.init)
    return [
      "url": .string("https://replicate.com/\(operation.endpoint)"),
      "owner": .string(parts.first ?? ""), "name": .string(parts.last ?? ""),
      "visibility": "public", "run_count": 1,
      "latest_version": [
        "id": "hidden", "created_at": "2026-01-01T00:00:00.000Z",
        // Required by the OpenAPI document; which one a hidden version has is not told.
        "cog_version": "0.16.2",
        "openapi_schema": [
          "openapi": "3.0.2", "info": ["title": "Cog", "version": "0.1.0"],
          "components": ["schemas": .object(schemas)],
        ],
      ],
    ]
  }

  private var schemas: JSONObject {
    var schemas: JSONObject = ["Input": input, "Output": output]
    for field in operation.fields where field.values != nil {
      schemas[field.name] = [
        "title": .string(field.name), "description": "An enumeration.",
        "type": field.kind == .integer ? "integer" : "string",
        "enum": .array(field.values ?? []),
      ]
    }
    return schemas
  }

  private var input: JSON {
    var properties = JSONObject()
    for (order, field) in operation.fields.enumerated() {
      var schema = FieldSchema(field: field).plain
      if field.values != nil {
        schema["title"] = nil
        schema["type"] = nil
        schema["allOf"] = [["$ref": .string("#/components/schemas/\(field.name)")]]
      }
      schema["x-order"] = .integer(order)
      properties[field.name] = .object(schema)
    }
    return [
      "title": "Input", "type": "object", "properties": .object(properties),
      "required": operation.fields.requiredNames,
    ]
  }

  /// Models that take a count answer a list, the others one URL.
  private var output: JSON {
    operation.batch == nil
      ? ["type": "string", "title": "Output", "format": "uri"]
      : ["type": "array", "title": "Output", "items": ["type": "string", "format": "uri"]]
  }
}
