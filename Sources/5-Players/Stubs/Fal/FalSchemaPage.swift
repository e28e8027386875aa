import CanonicalJSON
import Catalog
import HTTPMessages

/// The OpenAPI document that fal publishes for each endpoint, in the form that its documents show.
struct FalSchemaPage {
  let catalog: ModelCatalog

  func response(to request: StubRequest) -> HTTPResponse {
    guard request.path == ["api", "openapi", "queue", "openapi.json"],
      let endpoint = request.message.target.queryValue("endpoint_id"),
      let operation = catalog.operations(endpoint: endpoint).first?.operation
    else { return FalStub.json(404, ["detail": "Not Found"]) }
    return FalStub.json(200, document(of: operation))
  }

  private func document(of operation: Operation) -> JSON {
    let endpoint = operation.endpoint
    let app = endpoint.split(separator: "/").prefix(2).joined(separator: "/")
    return [
      "openapi": "3.0.4",
      "info": [
        "title": .string("Queue OpenAPI for \(endpoint)"), "version": "1.0.0",
        "x-fal-metadata": ["endpointId": .string(endpoint), "category": "text-to-image"],
      ],
      "components": [
        "securitySchemes": [
          "apiKeyAuth": [
            "type": "apiKey", "in": "header", "name": "Authorization", "description": "Fal Key",
          ]
        ],
        "schemas": [
          "QueueStatus": FalSchemaPage.queueStatus, "Input": input(of: operation),
          "Output": output(of: operation), "Image": image(of: operation),
          "ImageSize": FalSchemaPage.imageSize,
        ],
      ],
      "paths": paths(endpoint, app),
      "servers": [["url": "https://queue.fal.run"]],
      "security": [["apiKeyAuth": []]],
    ]
  }

  private func paths(_ endpoint: String, _ app: String) -> JSON {
    func answer(_ schema: String) -> JSON {
      ["200": ["description": "OK", "content": FalSchemaPage.content(schema)]]
    }
    let work = "/\(app)/requests/{request_id}"
    let paths = JSONObject([
      .init(
        name: "/\(endpoint)",
        value: [
          "post": [
            "requestBody": ["required": true, "content": FalSchemaPage.content("Input")],
            "responses": answer("QueueStatus"),
          ]
        ]
      ),
      .init(name: work + "/status", value: ["get": ["responses": answer("QueueStatus")]]),
      .init(name: work, value: ["get": ["responses": answer("Output")]]),
    ])
    return .object(paths)
  }

  private static func content(_ schema: String) -> JSON {
    ["application/json": ["schema": ["$ref": .string("#/components/schemas/\(schema)")]]]
  }
}

extension FalSchemaPage {
  private func input(of operation: Operation) -> JSON {
    var properties = JSONObject()
    for field in operation.fields { properties[field.name] = property(field) }
    return [
      "title": "Input", "type": "object", "properties": .object(properties),
      "x-fal-order-properties": .array(operation.fields.map { .string($0.name) }),
      "required": operation.fields.requiredNames,
    ]
  }

  /// A size is an object or the name of a preset.
  private func property(_ field: ProviderField) -> JSON {
    var schema = FieldSchema(field: field).plain
    guard field.kind == .imageSize else {
      schema["enum"] = field.values.map(JSON.array)
      return .object(schema)
    }
    var preset: JSONObject = ["type": "string"]
    preset["enum"] = field.values.map(JSON.array)
    schema["anyOf"] = [["$ref": "#/components/schemas/ImageSize"], .object(preset)]
    return .object(schema)
  }

  private static let imageSize: JSON = [
    "title": "ImageSize", "type": "object",
    "properties": [
      "width": ["type": "integer", "default": 512, "exclusiveMinimum": 0, "maximum": 14142],
      "height": ["type": "integer", "default": 512, "exclusiveMinimum": 0, "maximum": 14142],
    ],
  ]

  private static let queueStatus: JSON = [
    "type": "object", "required": ["status", "request_id"],
    "properties": [
      "status": ["type": "string", "enum": ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]],
      "request_id": ["type": "string"],
    ],
  ]

  private func output(of operation: Operation) -> JSON {
    let images: JSON = ["type": "array", "items": ["$ref": "#/components/schemas/Image"]]
    var properties: JSONObject = ["images": images, "seed": ["type": "integer"]]
    if !operation.endpoint.contains("flux-2") {
      properties["timings"] = ["type": "object"]
      properties["has_nsfw_concepts"] = ["type": "array", "items": ["type": "boolean"]]
      properties["prompt"] = ["type": "string"]
    }
    return [
      "title": "Output", "type": "object", "properties": .object(properties),
      "required": .array(properties.names.map(JSON.string)),
    ]
  }

  private func image(of operation: Operation) -> JSON {
    let isBrief = operation.images == nil && !operation.endpoint.contains("flux-2")
    let needed: [JSON] = isBrief ? ["url", "width", "height"] : ["url"]
    var properties: JSONObject = [
      "url": ["type": "string"],
      "content_type": isBrief
        ? ["type": "string", "default": "image/jpeg"] : ["type": "string"],
    ]
    if !isBrief {
      properties["file_name"] = ["type": "string"]
      properties["file_size"] = ["type": "integer"]
    }
    properties["width"] = ["type": "integer"]
    properties["height"] = ["type": "integer"]
    return [
      "title": "Image", "type": "object", "properties": .object(properties),
      "required": .array(needed),
    ]
  }
}
