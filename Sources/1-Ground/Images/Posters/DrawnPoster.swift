package import Bytes

/// A picture of few colors that depends on nothing but a seed and a size.
///
/// Four quarters of four colors under the same marks as a drawn picture's: cropping, turning,
/// mirroring, scaling and lossy encoding all show. It is drawn, encoded and sent in no time, which
/// counts where thousands are asked for.
package struct DrawnPoster: Sendable, Equatable {
  package let size: PixelSize
  /// One for each quarter: left and right above, left and right below.
  let colors: [RGBA]

  /// The size must not be empty.
  package init(seed: UInt64, size: PixelSize) {
    self.init(size: size, colors: DrawnPoster.colors(of: seed))
  }

  init(size: PixelSize, colors: [RGBA]) {
    self.size = size
    self.colors = colors
  }

  /// The color of the first quarter.
  package var ground: RGBA { colors[0] }

  package var bitmap: Bitmap {
    var bitmap = Bitmap(width: size.width, height: size.height)
    let marks = DrawnMarks(size: size)
    let rows = [row(0), row(1)]
    for y in 0..<size.height {
      let start = y * rows[0].count
      let half = rows[y * 2 < size.height ? 0 : 1]
      bitmap.rgba.replaceSubrange(start..<start + half.count, with: half)
      marks.draw(row: y, into: &bitmap.rgba, at: start)
    }
    return bitmap
  }

  /// One row of the upper half, or of the lower.
  private func row(_ half: Int) -> [UInt8] {
    let (left, right) = (colors[half * 2], colors[half * 2 + 1])
    return (0..<size.width).flatMap { x in
      let color = x * 2 < size.width ? left : right
      return [color.red, color.green, color.blue, 255]
    }
  }

  /// Neighboring seeds and quarters give colors far apart, none of them nearly black or white.
  static func colors(of seed: UInt64) -> [RGBA] {
    (0..<4).map { (quarter: UInt64) in
      let mixed = DrawnPicture.mixed(seed &* 4 &+ quarter)
      func channel(_ shift: UInt64) -> UInt8 {
        32 + UInt8(truncatingIfNeeded: mixed >> shift) / 4 * 3
      }
      return RGBA(channel(16), channel(32), channel(48))
    }
  }
}
