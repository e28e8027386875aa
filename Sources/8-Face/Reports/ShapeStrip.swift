import Bytes
package import Catalog

/// Sizes drawn side by side in the terminal: equal areas, so that only the shape is seen.
package struct ShapeStrip {
  private let columns: Int

  package init(columns: Int) { self.columns = columns }

  /// Wide enough for 21:9 and for `1183×887`.
  private static let cellWidth = 12

  package func text(_ rows: [SizeTable.Row]) -> String {
    let perLine = max(1, columns / ShapeStrip.cellWidth)
    var text = ""
    var rest = rows[...]
    while !rest.isEmpty {
      text += strip(Array(rest.prefix(perLine)))
      rest = rest.dropFirst(perLine)
    }
    return text
  }

  private func strip(_ rows: [SizeTable.Row]) -> String {
    let shapes = rows.map { ShapeStrip.box(ratio: $0.pixels.ratio) }
    let height = shapes.map(\.count).max() ?? 0
    var lines = (0..<height).map { line in
      shapes.map { shape in
        let index = line - (height - shape.count)
        return ShapeStrip.cell(index < 0 ? "" : shape[index])
      }.joined()
    }
    lines.append(rows.map { ShapeStrip.cell($0.ratio.text) }.joined())
    lines.append(
      rows.map { ShapeStrip.cell("\($0.pixels.width)×\($0.pixels.height)") }.joined()
    )
    return lines.map { ShapeStrip.trimmed("  " + $0) + "\n" }.joined() + "\n"
  }

  /// A frame of about eighteen cells; a cell of the terminal is twice as high as it is wide.
  private static func box(ratio: Double) -> [String] {
    let side = ratio.squareRoot()
    let width = min(cellWidth - 2, max(3, Int((6 * side).rounded())))
    let height = min(8, max(2, Int((3 / side).rounded())))
    let bar = String(repeating: "─", count: width - 2)
    let space = String(repeating: " ", count: width - 2)
    return ["┌\(bar)┐"] + Array(repeating: "│\(space)│", count: height - 2) + ["└\(bar)┘"]
  }

  private static func cell(_ text: String) -> String {
    text + String(repeating: " ", count: max(1, cellWidth - text.count))
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
