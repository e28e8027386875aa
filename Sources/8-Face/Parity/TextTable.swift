/// Columns of text under a rule, each as wide as its widest cell.
struct TextTable {
  /// A cell's lines, and how they are painted once they are padded.
  struct Cell {
    var lines: [String]
    var paint: (String) -> String = { $0 }
  }

  var head: [Cell]
  var rows: [[Cell]]

  private static let gap = "   "

  func text() -> String {
    let widths = head.indices.map { column in
      ([head] + rows).flatMap { $0[column].lines }.map(\.count).max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "───")
    return line(head, widths) + "  \(rule)\n" + rows.map { line($0, widths) }.joined()
  }

  /// One row, as many lines high as its highest cell.
  private func line(_ cells: [Cell], _ widths: [Int]) -> String {
    let height = cells.map(\.lines.count).max() ?? 0
    return (0..<height).map { index in
      let last = cells.lastIndex { index < $0.lines.count && !$0.lines[index].isEmpty } ?? 0
      let parts = zip(cells, widths).prefix(last + 1).enumerated().map { column, pair in
        let text = index < pair.0.lines.count ? pair.0.lines[index] : ""
        let space = String(repeating: " ", count: column == last ? 0 : pair.1 - text.count)
        return pair.0.paint(text) + space
      }
      return "  " + parts.joined(separator: TextTable.gap) + "\n"
    }.joined()
  }
}
