import Catalog
import Reports
package import Terminal

/// The table as a terminal shows it.
package struct ParityText {
  private let style: TextStyle
  private let columns: Int

  /// What is wider than `columns` stands in several tables, one below the other.
  package init(style: TextStyle, columns: Int = .max) {
    self.style = style
    self.columns = columns
  }

  package func text(_ tables: [ModelParity]) -> String {
    guard let model = tables.first?.model else { return "" }
    return style.bold(model.id) + "\n" + tables.map(text).joined() + legend
  }

  private func text(_ parity: ModelParity) -> String {
    let lacks = parity.offers.indices.compactMap { ParityWords.lack(parity, at: $0) }
    let heading = "\n\(style.bold(ParityWords.title(parity.mode)))\n\n"
    return heading + sizes(parity).text(within: columns) + "\n"
      + parameters(parity).text(within: columns) + "\n"
      + lacks.map { "  \(style.bold($0))\n" }.joined()
  }

  private func sizes(_ parity: ModelParity) -> TextTable {
    TextTable(
      head: head("size", parity),
      rows: parity.sizes.map { row in
        let pixels: String? = if case .row = row.asked { row.asked.pixels?.text } else { nil }
        let title = row.asked.title + (pixels.map { "  \($0)" } ?? "")
        return [TextTable.Cell(lines: [title])]
          + row.fits.map { fit in
            let text = "\(fit.grade.sign) \(ParityWords.text(fit, of: row.asked))"
            return TextTable.Cell(lines: [text]) { style.paint($0, as: fit.grade.tone) }
          }
      }
    )
  }

  private func parameters(_ parity: ModelParity) -> TextTable {
    TextTable(
      head: head("parameter", parity),
      rows: parity.parameters.map { row in
        [TextTable.Cell(lines: [row.parameter.name])]
          + row.uses.map { use in
            let lines = ParityWords.lines(use).enumerated().map { index, line in
              (index == 0 ? "\(use.sign) " : "  ") + line
            }
            return TextTable.Cell(lines: lines) { style.paint($0, as: use.tone) }
          }
      }
    )
  }

  private func head(_ title: String, _ parity: ModelParity) -> [TextTable.Cell] {
    ([title] + parity.offers.map(\.key)).map { text in
      TextTable.Cell(lines: [text]) { style.dim($0) }
    }
  }

  private var legend: String {
    let entries = SizeFit.Grade.allCases.map { "\($0.sign) \($0.meaning)" }
    return "\n" + entries.map { "  \(style.dim($0))\n" }.joined()
  }
}
