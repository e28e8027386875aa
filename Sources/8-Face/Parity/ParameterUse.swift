package import CanonicalJSON
import Catalog

/// The use that an offer makes of a canonical parameter, value by value.
package struct ParameterUse: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case passthrough
    case renamed
    case converted
    case emulated
    case dropped
    case refused
  }

  /// Values that fare alike; none are named where the page lists none.
  package struct Part: Sendable, Equatable {
    package let kind: Kind
    /// The provider's field.
    package let field: String?
    package internal(set) var values: [JSON]
    /// Of several values, why the first fared so.
    package let why: String?
  }

  package let parts: [Part]
  /// The bounds that the provider's own field has.
  package let bounds: String?

  /// Whether every value has its effect.
  package var isWhole: Bool { parts.allSatisfy { $0.kind != .dropped && $0.kind != .refused } }

  /// Whether no value has any effect.
  package var isMissing: Bool { parts.allSatisfy { $0.kind == .dropped || $0.kind == .refused } }

  /// Gathers what became of each value; `values` are what the page lists, one probe where it lists none.
  init(_ outcomes: [Part], isListed: Bool, bounds: String?) {
    var parts: [Part] = []
    for outcome in outcomes {
      let alike = parts.firstIndex {
        ($0.kind, $0.field) == (outcome.kind, outcome.field)
      }
      if let alike {
        parts[alike].values += outcome.values
      } else {
        parts.append(outcome)
      }
    }
    if !isListed || parts.count == 1 { for index in parts.indices { parts[index].values = [] } }
    self.parts = parts
    self.bounds = bounds
  }
}

extension ProviderField {
  /// `1–20`, `at least 0`, `at most 6`; nil where the field has no bounds.
  var bounds: String? {
    func plain(_ number: Double) -> String { JSONNumber(number).text }
    return switch (minimum, maximum) {
    case (let low?, let high?): "\(plain(low))–\(plain(high))"
    case (let low?, nil): "at least \(plain(low))"
    case (nil, let high?): "at most \(plain(high))"
    case (nil, nil): nil
    }
  }
}
