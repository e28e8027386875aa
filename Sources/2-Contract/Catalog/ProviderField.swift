package import CanonicalJSON

/// One field of a provider's input, as its own documents describe it.
package struct ProviderField: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case string
    case integer
    case number
    case boolean
    case uri
    case uris
    /// A preset's name, or an object with width and height.
    case imageSize = "image_size"
  }

  package let name: String
  package let kind: Kind
  package let isRequired: Bool
  package let isNullable: Bool
  package let defaultValue: JSON?
  package let values: [JSON]?
  package let minimum: Double?
  package let maximum: Double?
  /// Other values are rounded to it, never refused.
  package let step: Int?
  /// The number that a value must be a multiple of; others are refused.
  package let multiple: Int?
  package let maximumCount: Int?
  /// Whether a text may be empty.
  package let takesEmpty: Bool
  /// `documented`, `seen` (in code or a recording) or `inferred`.
  package let confidence: String
}
