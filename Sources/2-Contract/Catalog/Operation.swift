import CanonicalJSON

/// An offer in one mode: where it is called, what it takes, what it delivers.
package final class Operation: Sendable {
  /// The provider's own id of the model: `fal-ai/flux-2-max/edit`.
  package let endpoint: String
  /// The provider's input, in the order of its documents.
  package let fields: [ProviderField]
  /// How a size is said here.
  package let sizing: Sizing
  package let delivery: DeliveryRule
  /// How a picture that follows its source is delivered.
  package let sourceDelivery: DeliveryRule?
  /// Canonical parameter to provider field, where the names differ.
  package let renames: [String: String]
  package let batch: Batch?
  package let images: ImageInput?
  /// Canonical output format to the provider's word for it.
  package let formats: [String: String]
  /// The canonical formats that a compression may be said for; nil where it may be for all.
  package let compressedFormats: Set<String>?
  package let confidence: String
  package let source: String

  /// A field that asks for several pictures in one call.
  package struct Batch: Sendable, Equatable {
    package let field: String
    package let maximum: Int
  }

  init(_ node: JSONNode) throws(JSONFault) {
    try node.allowing([
      "endpoint", "fields", "size", "delivery", "source_delivery", "renames", "batch", "images",
      "formats", "compressed_formats", "confidence", "source",
    ])
    endpoint = try node.required("endpoint").string()
    var fields: [ProviderField] = []
    for element in try node.required("fields").elements(by: "name") {
      fields.append(try ProviderField(element))
    }
    self.fields = fields
    sizing =
      try node.optional("size").map { node throws(JSONFault) in try Sizing(node, fields) }
      ?? .none
    delivery =
      try node.optional("delivery").map { node throws(JSONFault) in try DeliveryRule(node) }
      ?? .exact
    sourceDelivery =
      try node.optional("source_delivery").map { node throws(JSONFault) in
        try DeliveryRule(node)
      }
    renames = try node.optional("renames")?.words() ?? [:]
    batch = try node.optional("batch").map { node throws(JSONFault) in
      Batch(field: try node.required("field").string(), maximum: try node.required("max").count())
    }
    images = try node.optional("images").map { node throws(JSONFault) in
      try ImageInput(node)
    }
    formats = try node.optional("formats")?.words() ?? [:]
    compressedFormats = try node.optional("compressed_formats").map { node throws(JSONFault) in
      Set(try node.strings())
    }
    confidence = try node.optional("confidence")?.string() ?? "documented"
    source = try node.optional("source")?.string() ?? ""
    try checkFields(node)
  }

  package func field(_ name: String) -> ProviderField? { fields.first { $0.name == name } }

  /// The field that says the format of pictures.
  package var formatField: String { renames["output_format"] ?? "output_format" }

  /// How many pictures come where the batch field is left out.
  package var usualCount: Int { batch.flatMap { field($0.field)?.defaultValue?.intValue } ?? 1 }
}
