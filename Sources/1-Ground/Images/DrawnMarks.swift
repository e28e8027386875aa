import Bytes

/// The frame, the letter and the caption that lie over a drawn picture.
struct DrawnMarks: Equatable {
  /// A filled cell pattern: text at a place, each cell so many pixels wide and high.
  private struct Plate: Equatable {
    var left: Int
    var top: Int
    var scale: Int
    var cells: [[Bool]]
    var ink: RGBA
    var paper: RGBA

    var width: Int { (cells.first?.count ?? 0) * scale }
    var height: Int { cells.count * scale }
  }

  private let size: PixelSize
  private let plates: [Plate]

  init(size: PixelSize) {
    self.size = size
    plates = [DrawnMarks.letter(size), DrawnMarks.caption(size)].compactMap { $0 }
  }

  /// The F near the top left corner: an eighth of the shorter side high.
  private static func letter(_ size: PixelSize) -> Plate? {
    let cells = PixelFont.cells("F")
    let shorter = min(size.width, size.height)
    let scale = max(1, shorter / 8 / cells.count)
    guard cells.count * scale * 2 + 2 <= shorter else { return nil }
    let inset = max(2, shorter / 16)
    let ink = RGBA(176, 32, 32)
    return Plate(
      left: inset,
      top: inset,
      scale: scale,
      cells: cells,
      ink: ink,
      paper: RGBA(240, 240, 240)
    )
  }

  /// The size in digits, in the middle of the lower half.
  private static func caption(_ size: PixelSize) -> Plate? {
    let cells = PixelFont.cells("\(size)")
    let count = cells[0].count
    let scale = min(size.width / 2 / count, size.height / 6 / cells.count)
    guard scale > 0 else { return nil }
    let left = (size.width - count * scale) / 2
    let top = size.height * 3 / 4 - cells.count * scale / 2
    let ink = RGBA(24, 24, 24)
    return Plate(
      left: left,
      top: top,
      scale: scale,
      cells: cells,
      ink: ink,
      paper: RGBA(232, 232, 232)
    )
  }

  func draw(row y: Int, into rgba: inout [UInt8], at start: Int) {
    for plate in plates where (plate.top..<plate.top + plate.height).contains(y) {
      let cells = plate.cells[(y - plate.top) / plate.scale]
      for x in 0..<plate.width {
        let color = cells[x / plate.scale] ? plate.ink : plate.paper
        DrawnMarks.set(&rgba, start + (plate.left + x) * 4, color)
      }
    }
    drawFrame(row: y, into: &rgba, at: start)
  }

  /// Four sides of four brightnesses, so that each missing side is seen.
  private func drawFrame(row y: Int, into rgba: inout [UInt8], at start: Int) {
    guard size.width >= 16, size.height >= 16 else { return }
    DrawnMarks.set(&rgba, start, RGBA(64, 64, 64))
    DrawnMarks.set(&rgba, start + (size.width - 1) * 4, RGBA(192, 192, 192))
    guard y == 0 || y == size.height - 1 else { return }
    let color = y == 0 ? RGBA(232, 232, 232) : RGBA(24, 24, 24)
    for x in 0..<size.width { DrawnMarks.set(&rgba, start + x * 4, color) }
  }

  private static func set(_ rgba: inout [UInt8], _ offset: Int, _ color: RGBA) {
    rgba[offset] = color.red
    rgba[offset + 1] = color.green
    rgba[offset + 2] = color.blue
    rgba[offset + 3] = color.alpha
  }
}
