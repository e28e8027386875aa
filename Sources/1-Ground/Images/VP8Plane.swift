/// One plane of a VP8 frame in whole macroblocks, with the border that prediction looks at.
///
/// The border holds what the format says lies outside the picture: 127 above, 129 to the left.
struct VP8Plane {
  /// Samples across and down, without the border.
  let width: Int
  let height: Int
  /// From a sample to the one below it.
  let stride: Int
  var samples: [UInt8]

  /// How far the top border reaches beyond the right edge.
  private static let overhang = 4

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    stride = 1 + width + VP8Plane.overhang
    samples = [UInt8](repeating: 0, count: stride * (height + 1))
    for index in 0..<stride { samples[index] = 127 }
    for row in 1..<height + 1 { samples[row * stride] = 129 }
  }

  /// Where a sample stands in `samples`; -1 is the border.
  func index(_ x: Int, _ y: Int) -> Int { (y + 1) * stride + x + 1 }
}

/// The prediction of a whole macroblock's luma or chroma, numbered as the format does.
enum VP8Mode: Int, CaseIterable {
  case flat
  case fromAbove
  case fromLeft
  case gradient
}

extension VP8Plane {
  /// Fills a square of 16 or 8 by what its borders foretell.
  mutating func predict(_ mode: VP8Mode, x: Int, y: Int, side: Int) {
    let start = index(x, y)
    let above = start - stride
    switch mode {
    case .flat:
      let value = flat(x: x, y: y, side: side)
      for row in 0..<side {
        let line = start + row * stride
        for column in 0..<side { samples[line + column] = value }
      }
    case .fromAbove:
      for row in 0..<side {
        let line = start + row * stride
        for column in 0..<side { samples[line + column] = samples[above + column] }
      }
    case .fromLeft:
      for row in 0..<side {
        let line = start + row * stride
        let value = samples[line - 1]
        for column in 0..<side { samples[line + column] = value }
      }
    case .gradient:
      predictGradient(start: start, side: side)
    }
  }

  /// Continues the borders' slopes; also serves 4x4 blocks.
  mutating func predictGradient(start: Int, side: Int) {
    let above = start - stride
    let corner = Int(samples[above - 1])
    for row in 0..<side {
      let line = start + row * stride
      let base = Int(samples[line - 1]) - corner
      for column in 0..<side {
        let value = base + Int(samples[above + column])
        samples[line + column] = UInt8(truncatingIfNeeded: max(0, min(255, value)))
      }
    }
  }

  /// The mean of the borders that lie within the picture.
  func flat(x: Int, y: Int, side: Int) -> UInt8 {
    let start = index(x, y)
    var sum = 0
    var count = 0
    if y > 0 {
      for column in 0..<side { sum += Int(samples[start - stride + column]) }
      count += side
    }
    if x > 0 {
      for row in 0..<side { sum += Int(samples[start - 1 + row * stride]) }
      count += side
    }
    return count == 0 ? 128 : UInt8(truncatingIfNeeded: (sum + count / 2) / count)
  }

  /// Adds a residual to a 4x4 block.
  mutating func add(_ block: VP8Transform.Block, start: Int) {
    add(block.r0, at: start)
    add(block.r1, at: start + stride)
    add(block.r2, at: start + 2 * stride)
    add(block.r3, at: start + 3 * stride)
  }

  private mutating func add(_ row: SIMD4<Int32>, at offset: Int) {
    for column in 0..<4 {
      let value = Int32(samples[offset + column]) &+ row[column]
      samples[offset + column] = UInt8(truncatingIfNeeded: max(0, min(255, value)))
    }
  }
}
