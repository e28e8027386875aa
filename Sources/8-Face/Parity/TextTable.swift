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

  /// Tables one below the other, each with the first column and as many others as there is room for.
  func text(within columns: Int) -> String {
    let widths = widths
    var groups: [[Int]] = [[0]]
    var used = 2 + (widths.first ?? 0)
    for column in head.indices.dropFirst() {
      let width = TextTable.gap.count + widths[column]
      if used > columns - width, groups[groups.count - 1].count > 1 {
        groups.append([0])
        used = 2 + widths[0]
      }
      groups[groups.count - 1].append(column)
      used += width
    }
    return groups.map { group in
      TextTable(
        head: group.map { head[$0] },
        rows: rows.map { row in group.map { row[$0] } }
      ).text()
    }.joined(separator: "\n")
  }

  private var widths: [Int] {
    head.indices.map { column in
      ([head] + rows).flatMap { $0[column].lines }.map(\.count).max() ?? 0
    }
  }

  private func text() -> String {
    let widths = widths
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
