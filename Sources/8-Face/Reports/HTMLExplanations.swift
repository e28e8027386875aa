import Contract

/// The requirements explained, each as `help REQUIREMENT` prints it, folded until a link leads there.
struct HTMLExplanations {
  /// Bytes; what is beyond is left to the command.
  private static let limit = 80_000

  private let requirements: [String: Requirement]

  init(_ requirements: [String: Requirement]) { self.requirements = requirements }

  /// Those in trouble come first in `rows`, so that they have the room; they are shown by name.
  func section(of rows: [OfferMatrix.Row], _ names: inout HTMLNames) -> String {
    var entries: [(name: String, html: String)] = []
    var used = 0
    for row in rows {
      let html = entry(row, &names)
      used += html.utf8.count
      if used > HTMLExplanations.limit { break }
      entries.append((row.requirement, html))
    }
    let left = rows.count - entries.count
    let rest =
      left > 0
      ? "<p>\(left) more: <code>touchstone help REQUIREMENT</code> explains each.</p>\n" : ""
    return "<details class=\"fold\"><summary><h2>Requirements explained</h2></summary>\n"
      + entries.sorted { $0.name < $1.name }.map(\.html).joined() + rest + "</details>\n"
  }

  private func entry(_ row: OfferMatrix.Row, _ names: inout HTMLNames) -> String {
    let id = names.unique(HTMLText.id("r", row.requirement))
    let text = requirements[row.requirement].map { RequirementText.text(of: $0) }
    return #"<details class="explain" id="\#(id)"><summary>\#(MarkupText.line(row.requirement)) "#
      + "<small>\(row.level)</small></summary><div class=\"body\"><pre>"
      + MarkupText.block(text ?? "The contract at hand does not explain this one.")
      + "</pre></div></details>\n"
  }
}
