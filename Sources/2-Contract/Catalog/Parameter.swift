package import CanonicalJSON

/// A canonical parameter: what a client may send to the gateway for a model.
package struct Parameter: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case string
    case integer
    case number
    case boolean
    case file
  }

  package let name: String
  package let kind: Kind
  package let isRequired: Bool
  package let defaultValue: JSON?
  /// The values that the page lists; nil where it lists none.
  package let values: [JSON]?
  /// Older words for some of them: `hd` for `high`.
  package let words: [String: String]
  package let minimum: Double?
  package let maximum: Double?
  package let modes: [Mode]
  /// The one provider that the page tags it with.
  package let onlyAt: String?
  /// The heading that it stands under.
  package let section: String
  package let description: String
}

extension Parameter {
  /// A field that the gateway reads although no page lists it.
  package static func gatewayField(
    _ name: String,
    _ kind: Kind,
    range: ClosedRange<Double>? = nil
  ) -> Parameter {
    Parameter(
      name: name,
      kind: kind,
      isRequired: false,
      defaultValue: nil,
      values: nil,
      words: [:],
      minimum: range?.lowerBound,
      maximum: range?.upperBound,
      modes: Mode.allCases,
      onlyAt: nil,
      section: "gateway",
      description: ""
    )
  }
}
