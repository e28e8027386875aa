/// The treatment of one parameter that the client sent.
package struct Treatment: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case passthrough
    case renamed
    case converted
    case emulated
    case dropped
  }

  package let parameter: String
  package let kind: Kind
  /// The provider's field that says it now.
  package let field: String?
  /// Why it was dropped.
  package let reason: String?

  package init(_ parameter: String, _ kind: Kind, as field: String? = nil, reason: String? = nil) {
    self.parameter = parameter
    self.kind = kind
    self.field = field
    self.reason = reason
  }
}
