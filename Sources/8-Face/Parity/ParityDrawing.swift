import Bytes
import Catalog

/// Draws what was asked and what comes over each other, every figure of the page to one scale.
struct ParityDrawing {
  private static let side = 88.0
  /// Pixels of the page for one of a picture.
  private let scale: Double

  init(_ tables: [ModelParity]) {
    let sizes = tables.flatMap(\.sizes)
    let pixels = sizes.compactMap(\.asked.pixels) + sizes.flatMap { $0.fits.compactMap(\.delivers) }
    self.init(longest: pixels)
  }

  /// Every figure to a scale that shows all of these.
  init(longest sizes: [PixelSize]) {
    let longest = sizes.map { max($0.width, $0.height) }.max() ?? 1
    scale = ParityDrawing.side / Double(max(1, longest))
  }

  func figure(_ fit: SizeFit, of asked: AskedSize) -> String {
    figure(wanted: asked.pixels, seen: fit.delivers, names: ("asked", "delivered"))
  }

  func figure(
    wanted: PixelSize?,
    seen: PixelSize?,
    names: (wanted: String, seen: String)
  ) -> String {
    let shapes = [seen.map { ($0, "seen") }, wanted.map { ($0, "wanted") }].compactMap { $0 }
    guard !shapes.isEmpty else { return "" }
    let width = shapes.map { Double($0.0.width) * scale }.max() ?? 0
    let height = shapes.map { Double($0.0.height) * scale }.max() ?? 0
    let rectangles = shapes.map { size, kind in
      let (wide, high) = (Double(size.width) * scale, Double(size.height) * scale)
      return #"<rect class="\#(kind)" x="2" y="\#(tenths(2 + height - high))" "#
        + #"width="\#(tenths(wide))" height="\#(tenths(high))"/>"#
    }
    let name = shapes.map { "\($1 == "seen" ? names.seen : names.wanted) \($0.text)" }
    return #"<svg width="\#(tenths(width + 4))" height="\#(tenths(height + 4))" role="img">"#
      + "<title>\(name.joined(separator: ", "))</title>\(rectangles.joined())</svg>"
  }

  private func tenths(_ value: Double) -> String { ParityWords.tenths(value) }
}
