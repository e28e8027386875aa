import Catalog
import CanonicalJSON

/// One way in which an input breaks a provider's schema.
struct InputViolation: Sendable, Equatable {
  enum Reason: Sendable, Equatable {
    case missing
    /// The model has no such field.
    case unknown
    /// A text that may not be empty.
    case empty
    case wrongType(ProviderField.Kind)
    case notAmong([JSON])
    case below(Double)
    case above(Double)
    case notMultiple(of: Int)
    /// Both sides are within bounds, and their product is not.
    case tooManyPixels(Int)
    case tooMany(Int)
    case notURI
  }

  /// The field, and what lies inside it: `["image_size", "width"]`.
  var path: [String]
  var reason: Reason
  /// The value there; nil where there is none.
  var given: JSON?

  var field: String { path.joined(separator: ".") }
}
