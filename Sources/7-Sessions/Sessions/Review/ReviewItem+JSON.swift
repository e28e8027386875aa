package import CanonicalJSON

extension ReviewItem {
  static let schema = "touchstone-review/1"

  /// The document that programs read.
  package static func json(of items: [ReviewItem]) -> JSON {
    ["schema": .string(schema), "items": .array(items.map(\.json))]
  }

  private var json: JSON {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "summary": .string(summary),
      "suppressible": .bool(canBeSuppressed), "difference": .string(difference),
    ]
  }
}

extension ReviewItem.Kind {
  /// What items of this kind are called together.
  package var title: String {
    switch self {
    case .golden: "goldens that would change"
    case .map: "maps that would change"
    case .expected: "expected failures"
    case .change: "changes of providers"
    case .quarantined: "quarantined: changes that were not seen often enough to be believed"
    }
  }
}
