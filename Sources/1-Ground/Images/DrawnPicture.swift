package import Bytes

/// A picture that depends on nothing but a seed and a size.
///
/// Smooth gradients compress as photographs do; mild noise of the brightness keeps sizes from
/// collapsing; a letter F in the corner, which no turn or mirror maps to itself, and a frame of
/// one pixel betray what was done to the picture; a caption says its size.
package struct DrawnPicture: Sendable, Equatable {
  package let seed: UInt64
  package let size: PixelSize
  private let corners: [[Int]]
  private let marks: DrawnMarks

  /// The size must not be empty.
  package init(seed: UInt64, size: PixelSize) {
    self.seed = seed
    self.size = size
    // Far enough from black and white that the noise never reaches them.
    corners = (0..<4).map { corner in
      (0..<3).map { channel in
        48 + Int(DrawnPicture.mixed(seed &+ UInt64(corner * 3 + channel)) % 160)
      }
    }
    marks = DrawnMarks(size: size)
  }

  /// All rows at once.
  package var bitmap: Bitmap {
    var bitmap = Bitmap(width: size.width, height: size.height)
    for y in 0..<size.height { draw(row: y, into: &bitmap.rgba, at: y * size.width * 4) }
    return bitmap
  }

  /// One row as red, green, blue and alpha, without the others.
  package func row(_ y: Int) -> [UInt8] {
    var row = [UInt8](repeating: 255, count: size.width * 4)
    draw(row: y, into: &row, at: 0)
    return row
  }

  private func draw(row y: Int, into rgba: inout [UInt8], at start: Int) {
    // Sixteen bits behind the point: left edge and step of each channel in this row.
    var levels = [0, 0, 0]
    var steps = [0, 0, 0]
    let lastX = max(size.width - 1, 1)
    let lastY = max(size.height - 1, 1)
    for channel in 0..<3 {
      let left = blend(corners[0][channel], corners[2][channel], y, lastY)
      let right = blend(corners[1][channel], corners[3][channel], y, lastY)
      levels[channel] = left + 1 << 15
      steps[channel] = (right - left) / lastX
    }
    var (red, green, blue) = (levels[0], levels[1], levels[2])
    let (redStep, greenStep, blueStep) = (steps[0], steps[1], steps[2])
    let rowSeed = DrawnPicture.mixed(seed ^ UInt64(y) &* 0x9E37_79B9_7F4A_7C15)
    for x in 0..<size.width {
      let noise = DrawnPicture.noise(rowSeed &+ UInt64(truncatingIfNeeded: x))
      let offset = start &+ x &* 4
      rgba[offset] = UInt8(truncatingIfNeeded: red >> 16 &+ noise)
      rgba[offset &+ 1] = UInt8(truncatingIfNeeded: green >> 16 &+ noise)
      rgba[offset &+ 2] = UInt8(truncatingIfNeeded: blue >> 16 &+ noise)
      red &+= redStep
      green &+= greenStep
      blue &+= blueStep
    }
    marks.draw(row: y, into: &rgba, at: start)
  }

  private func blend(_ from: Int, _ to: Int, _ step: Int, _ steps: Int) -> Int {
    from << 16 + ((to - from) << 16) * step / steps
  }

  /// A number of -6 to 6, mostly small: the sum of four even ones, with a sigma of 2.2.
  @inline(__always)
  private static func noise(_ value: UInt64) -> Int {
    let bits = mixed(value)
    let pairs = (bits & 3) &+ (bits >> 8 & 3) &+ (bits >> 16 & 3) &+ (bits >> 24 & 3)
    return Int(truncatingIfNeeded: pairs) &- 6
  }

  /// Spreads a counter over all 64 bits: SplitMix64's finisher.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
