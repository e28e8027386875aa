import Catalog
import Reports

/// The table as one page, its shapes drawn to scale.
package struct ParityHTML {
  package init() {}

  package func text(_ tables: [ModelParity]) -> String {
    guard let model = tables.first?.model else { return "" }
    let drawing = ParityDrawing(tables)
    let body = tables.map { section($0, drawing) }.joined()
    let title = "\(model.name): offers side by side"
    return HTMLPage(title: title, style: ParityHTML.css).text(
      "<header><h1>\(MarkupText.line(title))</h1>\n\(ParityHTML.legend)</header>\n<main>\(body)</main>\n"
    )
  }

  private func section(_ parity: ModelParity, _ drawing: ParityDrawing) -> String {
    let title = ParityWords.title(parity.mode)
    var html = "<section><h2>\(title)</h2>\n"
    let lacks = parity.offers.indices.compactMap { ParityWords.lack(parity, at: $0) }
    for sentence in lacks {
      html += "<p><strong>\(MarkupText.line(sentence, limit: 4_000))</strong></p>\n"
    }
    html += table(
      "size",
      parity,
      rows: parity.sizes.map { row in
        let pixels = row.asked.pixels.map { "<br><small>\($0.text)</small>" } ?? ""
        return (row.asked.title, pixels, row.fits.map { cell($0, of: row.asked, in: drawing) })
      }
    )
    html += table(
      "parameter",
      parity,
      rows: parity.parameters.map { row in
        (row.parameter.name, "", row.uses.map(cell))
      }
    )
    return html + "</section>\n"
  }

  private func table(
    _ title: String,
    _ parity: ModelParity,
    rows: [(title: String, more: String, cells: [String])]
  ) -> String {
    var html = #"<div class="scroll"><table class="matrix parity"><thead><tr>"#
    html += ([title] + parity.offers.map(\.key)).map {
      #"<th scope="col">\#(MarkupText.line($0))</th>"#
    }
    .joined()
    html += "</tr></thead><tbody>\n"
    for row in rows {
      html += #"<tr><th scope="row">\#(MarkupText.line(row.title))\#(row.more)</th>"#
      html += row.cells.joined() + "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private func cell(_ fit: SizeFit, of asked: AskedSize, in drawing: ParityDrawing) -> String {
    let text = MarkupText.line(ParityWords.text(fit, of: asked))
    let measured = fit.isMeasured ? "<br><small>counted in the picture</small>" : ""
    return #"<td class="\#(fit.grade.tone)"><div class="fit">\#(drawing.figure(fit, of: asked))"#
      + #"<span><b class="badge">\#(fit.grade.sign) \#(fit.grade.rawValue)</b><br>\#(text)"#
      + "\(measured)</span></div></td>"
  }

  private func cell(_ use: ParameterUse) -> String {
    let lines = zip(use.parts, ParityWords.lines(use)).map { part, line in
      let why = part.why.map { "<br><small>\(MarkupText.line($0))</small>" } ?? ""
      return MarkupText.line(line) + why
    }
    return #"<td class="\#(use.tone)"><b class="badge">\#(use.sign)</b> "#
      + lines.joined(separator: "<br>") + "</td>"
  }

  private static let legend: String = {
    let grades = SizeFit.Grade.allCases.map {
      #"<span class="\#($0.tone)"><b class="badge">\#($0.sign)</b> \#($0.meaning)</span>"#
    }
    return #"<p class="legend">\#(grades.joined(separator: " "))</p>"#
      + #"<p class="muted"><span class="key wanted"></span>asked "#
      + #"<span class="key seen"></span>delivered, all to one scale</p>"#
  }()

  private static let css = """
    .parity td { vertical-align: top; min-width: 190px; }
    .parity tbody th { white-space: nowrap; vertical-align: top; }
    .parity .badge { color: var(--tone); }
    .fit { display: flex; gap: 10px; align-items: flex-start; }
    .fit svg { flex: 0 0 auto; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; }
    .scroll + .scroll { margin-top: 16px; }

    """
}
