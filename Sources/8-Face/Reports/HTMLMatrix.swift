import Contract

/// The matrix of requirements and offers as a table whose cells filter the page; on a narrow page it is a list.
enum HTMLMatrix {
  /// Rows beyond this, and bytes, are counted.
  private static let (rowLimit, limit) = (300, 90_000)

  static func section(_ matrix: OfferMatrix) -> String {
    var html = #"<section id="matrix">"# + "\n"
    html += #"<h2 id="matrix-title">Requirements and offers</h2>"# + "\n"
    html += "<p class=\"muted\" id=\"clipped\">\(matrix.columns.count) columns, by provider: "
    html += "the table scrolls sideways.</p>\n"
    html += #"<div class="scroll" tabindex="0" role="region" aria-labelledby="matrix-title">"#
    html += "<table class=\"matrix\">" + head(matrix) + "<tbody>\n"
    var left = matrix.rows.count
    for row in matrix.rows.prefix(rowLimit) {
      let line = self.line(row)
      guard html.utf8.count + line.utf8.count < limit else { break }
      html += line
      left -= 1
    }
    html += "</tbody></table></div>\n"
    if left > 0 { html += "<p>\(left) more requirements are in the JSON report.</p>\n" }
    if matrix.hiddenColumnCount > 0 {
      html += "<p>\(matrix.hiddenColumnCount) more offers are in the JSON report.</p>\n"
    }
    return html + "</section>\n"
  }

  /// Providers, and under each its models; the script reads the offers' names from here.
  private static func head(_ matrix: OfferMatrix) -> String {
    let providers = matrix.providers.map { name, count in
      #"<th scope="colgroup" colspan="\#(count)">\#(MarkupText.line(name))</th>"#
    }
    let models = matrix.columns.map { column in
      let model = column.map { $0.split(separator: "/", maxSplits: 1).last.map(String.init) ?? $0 }
      return #"<th scope="col" data-o="\#(MarkupText.line(column ?? "any"))">"#
        + "\(MarkupText.line(model ?? "offer"))</th>"
    }
    return #"<thead><tr><th scope="col" rowspan="2">requirement</th>\#(providers.joined())</tr>"#
      + "\n<tr>\(models.joined())</tr></thead>"
  }

  private static func line(_ row: OfferMatrix.Row) -> String {
    let name = MarkupText.line(row.requirement)
    let link = HTMLText.link(to: HTMLText.id("r", row.requirement), name)
    return (row.isQuiet ? #"<tr class="quiet">"# : "<tr>")
      + #"<th scope="row" data-r="\#(name)">\#(link) <small>\#(row.level)</small></th>"#
      + row.cells.map(cell).joined() + "</tr>\n"
  }

  private static func cell(_ tally: Tally) -> String {
    guard let worst = tally.worstFirst.first else { return "<td></td>" }
    let text = worst.count == tally.total ? "\(worst.count)" : "\(worst.count)/\(tally.total)"
    return #"<td class="\#(worst.verdict)"><button>\#(worst.verdict.sign) \#(text)</button></td>"#
  }
}
