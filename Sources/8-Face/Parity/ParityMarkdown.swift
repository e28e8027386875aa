import Catalog
import Reports

/// The table as GitHub shows it.
package struct ParityMarkdown {
  package init() {}

  package func text(_ tables: [ModelParity]) -> String {
    guard let model = tables.first?.model else { return "" }
    return "## \(MarkdownText.line(model.id))\n" + tables.map(text).joined()
  }

  private func text(_ parity: ModelParity) -> String {
    var text = "\n### \(ParityWords.title(parity.mode))\n\n"
    for sentence in parity.offers.indices.compactMap({ ParityWords.lack(parity, at: $0) }) {
      text += "- \(MarkdownText.line(sentence, limit: 4_000))\n"
    }
    if !text.hasSuffix("\n\n") { text += "\n" }
    text += head("size", parity)
    for row in parity.sizes {
      let pixels = row.asked.pixels.map { " \($0.text)" } ?? ""
      let title = if case .row = row.asked { row.asked.title + pixels } else { row.asked.title }
      text += line(
        [title] + row.fits.map { "\($0.grade.sign) \(ParityWords.text($0, of: row.asked))" }
      )
    }
    text += "\n" + head("parameter", parity)
    for row in parity.parameters {
      text += line(
        [row.parameter.name]
          + row.uses.map { "\($0.sign) " + ParityWords.lines($0).joined(separator: "; ") }
      )
    }
    return text
  }

  private func head(_ title: String, _ parity: ModelParity) -> String {
    line([title] + parity.offers.map(\.key))
      + "|" + String(repeating: " --- |", count: parity.offers.count + 1) + "\n"
  }

  private func line(_ cells: [String]) -> String {
    "| " + cells.map { MarkdownText.line($0) }.joined(separator: " | ") + " |\n"
  }
}
