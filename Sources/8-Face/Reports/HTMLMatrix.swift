import Contract

/// The matrix of requirements and offers as a table whose cells filter the page.
enum HTMLMatrix {
  /// More rows than this are counted.
  private static let rowLimit = 300

  static func section(_ matrix: OfferMatrix) -> String {
    var html = #"<section id="matrix" aria-labelledby="matrix-title">"# + "\n"
    html += #"<h2 id="matrix-title">Requirements and offers</h2>"# + "\n"
    html +=
      #"<div class="scroll" tabindex="0" role="region" aria-labelledby="matrix-title"><table class="matrix"><thead><tr>"#
    html += #"<th scope="col">requirement</th>"#
    for column in matrix.columns { html += head(column) }
    html += "</tr></thead><tbody>\n"
    for row in matrix.rows.prefix(rowLimit) { html += line(row, matrix.columns) }
    html += "</tbody></table></div>\n"
    let left = matrix.rows.count - rowLimit
    if left > 0 { html += "<p>\(left) more requirements are in the JSON report.</p>\n" }
    if matrix.hiddenColumnCount > 0 {
      html += "<p>\(matrix.hiddenColumnCount) more offers are in the JSON report.</p>\n"
    }
    return html + "</section>\n"
  }

  private static func head(_ column: String?) -> String {
    guard let column else { return #"<th scope="col">any offer</th>"# }
    let steps = column.split(separator: "/", maxSplits: 1).map { MarkupText.line(String($0)) }
    return #"<th scope="col">\#(steps.joined(separator: "/<wbr>"))</th>"#
  }

  private static func line(_ row: OfferMatrix.Row, _ columns: [String?]) -> String {
    let name = MarkupText.line(row.requirement)
    let link = HTMLText.link(to: HTMLText.id("r", row.requirement), name)
    var html = #"<tr><th scope="row">\#(link) <small>\#(row.level)</small></th>"#
    for (column, cell) in zip(columns, row.cells) {
      html += self.cell(cell, name, MarkupText.line(column ?? "any"))
    }
    return html + "</tr>\n"
  }

  private static func cell(_ tally: Tally, _ requirement: String, _ offer: String) -> String {
    guard let worst = tally.worstFirst.first else { return "<td></td>" }
    let counts = tally.worstFirst.map { "\($0.count) \($0.verdict)" }.joined(separator: ", ")
    let text = worst.count == tally.total ? "\(worst.count)" : "\(worst.count)/\(tally.total)"
    return #"<td><button type="button" class="\#(worst.verdict)" data-r="\#(requirement)" "#
      + #"data-o="\#(offer)" title="\#(counts)" aria-label="\#(requirement), \#(offer): \#(counts)">"#
      + "\(worst.verdict.sign) \(text)</button></td>"
  }
}
