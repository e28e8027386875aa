import Bytes
import CanonicalJSON
import Sessions
import Terminal

/// What needs review, as a list for people or for programs.
struct ReviewText {
  static let schema = "touchstone-review/1"

  private let items: [ReviewItem]

  init(_ items: [ReviewItem]) { self.items = items }

  /// The items below what they are, and what to do about them.
  func list(_ console: Console) -> String {
    guard !items.isEmpty else { return "nothing needs review\n" }
    var text = ""
    for kind in ReviewItem.Kind.allCases {
      let rows = items.filter { $0.kind == kind }.map { ($0.id, $0.summary) }
      guard !rows.isEmpty else { continue }
      text += "\(ReviewText.title(of: kind))\n\(console.table(rows))\n"
    }
    let count = items.count == 1 ? "1 item needs" : "\(items.count) items need"
    return text + "\(count) review: 'touchstone review diff' shows what would change, "
      + "'touchstone review accept ID' takes it\n"
  }

  static func title(of kind: ReviewItem.Kind) -> String {
    switch kind {
    case .golden: "goldens that would change"
    case .map: "maps that would change"
    case .expected: "expected failures"
    case .change: "changes of providers"
    case .quarantined: "quarantined: changes that were not seen often enough to be believed"
    }
  }

  var json: JSON {
    [
      "schema": .string(ReviewText.schema),
      "items": .array(
        items.map { item in
          [
            "id": .string(item.id), "kind": .string(item.kind.rawValue),
            "summary": .string(item.summary),
            "suppressible": .bool(item.canBeSuppressed),
            "difference": .string(item.difference),
          ]
        }
      ),
    ]
  }
}
