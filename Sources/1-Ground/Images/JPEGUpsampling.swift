import Bytes

/// Gives the rows of a plane with as many samples as the picture has pixels.
///
/// Where two pixels share a sample, the nearer sample counts three times the farther one; else
/// samples are repeated.
struct JPEGUpsampling {
  private let plane: JPEGPlane
  private let size: PixelSize
  private let horizontally: Factors
  private let vertically: Factors
  private let isSmooth: Bool
  /// One row of the plane's own width.
  private var blended: [UInt8]

  /// How finely the finest component is sampled, and this one.
  struct Factors {
    var most: Int
    var own: Int

    var isHalf: Bool { most == own * 2 }
  }

  init(_ plane: JPEGPlane, horizontally: Factors, vertically: Factors, to size: PixelSize) {
    self.plane = plane
    self.size = size
    self.horizontally = horizontally
    self.vertically = vertically
    // Like the IJG's library, which leaves the narrowest planes as they are.
    isSmooth = size.width * horizontally.own > horizontally.most * 2
    blended = [UInt8](repeating: 0, count: plane.width)
  }

  mutating func fill(_ row: inout [UInt8], _ y: Int) {
    blend(y)
    if horizontally.most == horizontally.own {
      for x in 0..<size.width { row[x] = blended[x] }
    } else if isSmooth, horizontally.isHalf {
      widen(into: &row)
    } else {
      for x in 0..<size.width { row[x] = blended[x * horizontally.own / horizontally.most] }
    }
  }

  /// Puts the samples that belong to a row of pixels together, in the plane's own width.
  private mutating func blend(_ y: Int) {
    let width = plane.width
    let near = y * vertically.own / vertically.most * width
    let isPlain = !isSmooth || !vertically.isHalf
    // Rows beyond the picture's are only padding.
    let last = (size.height + 1) / 2 - 1
    let far = (y % 2 == 0 ? max(y / 2 - 1, 0) : min(y / 2 + 1, last)) * width
    let half = y % 2 + 1
    let source = plane.samples
    let samples = source.span
    var target = blended.mutableSpan
    for x in 0..<width {
      guard !isPlain else {
        target[x] = samples[near &+ x]
        continue
      }
      let sum = Int(samples[near &+ x]) &* 3 &+ Int(samples[far &+ x]) &+ half
      target[x] = UInt8(truncatingIfNeeded: sum >> 2)
    }
  }

  private func widen(into row: inout [UInt8]) {
    let source = blended.span
    var target = row.mutableSpan
    let last = (size.width + 1) / 2 - 1
    for x in 0...last {
      let near = Int(source[x]) &* 3
      let left = Int(source[max(x &- 1, 0)])
      let right = Int(source[min(x &+ 1, last)])
      target[x &* 2] = UInt8(truncatingIfNeeded: (near &+ left &+ 1) >> 2)
      guard x &* 2 &+ 1 < size.width else { return }
      target[x &* 2 &+ 1] = UInt8(truncatingIfNeeded: (near &+ right &+ 2) >> 2)
    }
  }
}

extension JPEGColor {
  /// One plane, or three, as pixels; ITU T.871 with sixteen bits behind the point.
  static func bitmap(_ planes: [JPEGUpsampling], _ size: PixelSize, isRGB: Bool) -> Bitmap? {
    var planes = planes
    var rgba = [UInt8](repeating: 255, count: size.width * size.height * 4)
    var rows = [[UInt8]](repeating: [UInt8](repeating: 0, count: size.width), count: planes.count)
    for y in 0..<size.height {
      for plane in planes.indices { planes[plane].fill(&rows[plane], y) }
      let start = y * size.width * 4
      if planes.count == 1 {
        put(rows[0], rows[0], rows[0], into: &rgba, start)
      } else if isRGB {
        put(rows[0], rows[1], rows[2], into: &rgba, start)
      } else {
        convert(rows[0], rows[1], rows[2], into: &rgba, start)
      }
    }
    return Bitmap(width: size.width, height: size.height, rgba: rgba)
  }

  private static func put(
    _ red: [UInt8],
    _ green: [UInt8],
    _ blue: [UInt8],
    into rgba: inout [UInt8],
    _ start: Int
  ) {
    for x in red.indices {
      rgba[start + x * 4] = red[x]
      rgba[start + x * 4 + 1] = green[x]
      rgba[start + x * 4 + 2] = blue[x]
    }
  }

  private static func convert(
    _ luma: [UInt8],
    _ blue: [UInt8],
    _ red: [UInt8],
    into rgba: inout [UInt8],
    _ start: Int
  ) {
    let (lumas, blues, reds) = (luma.span, blue.span, red.span)
    var target = rgba.mutableSpan
    var offset = start
    for x in 0..<lumas.count {
      let luma = Int32(lumas[x]) << 16 &+ 1 << 15
      let cb = Int32(blues[x]) &- 128
      let cr = Int32(reds[x]) &- 128
      let red = (luma &+ 91881 &* cr) >> 16
      let green = (luma &- 22554 &* cb &- 46802 &* cr) >> 16
      let blue = (luma &+ 116130 &* cb) >> 16
      target[offset] = UInt8(truncatingIfNeeded: min(max(red, 0), 255))
      target[offset &+ 1] = UInt8(truncatingIfNeeded: min(max(green, 0), 255))
      target[offset &+ 2] = UInt8(truncatingIfNeeded: min(max(blue, 0), 255))
      offset &+= 4
    }
  }
}
