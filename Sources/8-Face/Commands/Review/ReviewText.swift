import Sessions
import Terminal

/// What needs review, as a list for people.
struct ReviewText {
  private let items: [ReviewItem]

  init(_ items: [ReviewItem]) { self.items = items }

  /// The items below what they are, and what to do about them.
  func list(_ console: Console) -> String {
    guard !items.isEmpty else { return "nothing needs review\n" }
    var text = ""
    for kind in ReviewItem.Kind.allCases {
      let rows = items.filter { $0.kind == kind }.map { ($0.id, $0.summary) }
      guard !rows.isEmpty else { continue }
      text += "\(kind.title)\n\(console.table(rows))\n"
    }
    let count = items.count == 1 ? "1 item needs" : "\(items.count) items need"
    return text + "\(count) review: 'touchstone review diff' shows what would change, "
      + "'touchstone review accept ID' takes it\n"
  }
}
