extension ReviewItem {
  /// A list for people: the items below what they are, laid out by `table`, and what to do about them.
  package static func list(of items: [ReviewItem], table: ([(String, String)]) -> String) -> String
  {
    guard !items.isEmpty else { return "nothing needs review\n" }
    var text = ""
    for kind in Kind.allCases {
      let rows = items.filter { $0.kind == kind }.map { ($0.id, $0.summary) }
      guard !rows.isEmpty else { continue }
      text += "\(kind.title)\n\(table(rows))\n"
    }
    let count = items.count == 1 ? "1 item needs" : "\(items.count) items need"
    return text + "\(count) review: 'touchstone review diff' shows what would change, "
      + "'touchstone review accept ID' takes it\n"
  }
}
