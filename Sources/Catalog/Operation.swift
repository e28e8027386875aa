/// What an offer does in one mode: where it is called, what it takes, what it delivers.
package struct Operation: Sendable {
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
  package let confidence: String
  package let source: String

  /// A field that asks for several pictures in one call.
  package struct Batch: Sendable, Equatable {
    package let field: String
    package let maximum: Int
  }

  /// The field that input pictures go to.
  package struct ImageInput: Sendable, Equatable {
    package let field: String
    package let isList: Bool
    package let maximum: Int
  }

  package func field(_ name: String) -> ProviderField? { fields.first { $0.name == name } }
}
