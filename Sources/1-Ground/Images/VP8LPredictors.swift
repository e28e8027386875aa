/// Picks for each block the predictor that leaves least, and what is left.
struct VP8LPredictors {
  /// The predictor of each block, as the format's picture of blocks holds it.
  private(set) var blocks: [UInt32]
  private(set) var residuals: [UInt32]

  /// Left, above, their mean, the nearer, and the slope: the others seldom win by much.
  private static let candidates = [1, 2, 7, 11, 12]

  init(_ pixels: [UInt32], width: Int, height: Int, bits: Int) {
    let across = VP8LTransform.blocks(width, bits: bits)
    let down = VP8LTransform.blocks(height, bits: bits)
    blocks = [UInt32](repeating: VP8LPixel.black, count: across * down)
    residuals = pixels
    residuals[0] = VP8LPixel.difference(pixels[0], VP8LPixel.black)
    for x in 1..<max(width, 1) {
      residuals[x] = VP8LPixel.difference(pixels[x], pixels[x - 1])
    }
    for y in 1..<max(height, 1) {
      let index = y * width
      residuals[index] = VP8LPixel.difference(pixels[index], pixels[index - width])
    }
    for row in 0..<down {
      for column in 0..<across {
        let ys = max(1, row << bits)..<max(1, min((row + 1) << bits, height))
        let xs = max(1, column << bits)..<max(1, min((column + 1) << bits, width))
        let mode = VP8LPredictors.best(pixels, width, xs: xs, ys: ys)
        blocks[row * across + column] |= UInt32(mode) << 8
        for y in ys {
          for x in xs {
            let index = y * width + x
            residuals[index] = VP8LPredictors.residual(mode, pixels, index: index, width: width)
          }
        }
      }
    }
  }

  /// Tries the candidates on every other row.
  private static func best(
    _ pixels: [UInt32],
    _ width: Int,
    xs: Range<Int>,
    ys: Range<Int>
  ) -> Int {
    var best = candidates[0]
    var least = Int.max
    for mode in candidates {
      var sum = 0
      for y in stride(from: ys.lowerBound, to: ys.upperBound, by: 2) {
        for x in xs { sum += size(residual(mode, pixels, index: y * width + x, width: width)) }
      }
      if sum < least { (best, least) = (mode, sum) }
    }
    return best
  }

  private static func residual(
    _ mode: Int,
    _ pixels: [UInt32],
    index: Int,
    width: Int
  ) -> UInt32 {
    let predicted = VP8LPixel.predict(
      mode,
      left: pixels[index - 1],
      top: pixels[index - width],
      topRight: pixels[index - width + 1],
      topLeft: pixels[index - width - 1]
    )
    return VP8LPixel.difference(pixels[index], predicted)
  }

  /// How far the four channels are from zero, either way around.
  private static func size(_ residual: UInt32) -> Int {
    func size(_ channel: UInt32) -> Int {
      Int(Int8(truncatingIfNeeded: channel).magnitude)
    }
    return size(residual) + size(residual >> 8) + size(residual >> 16) + size(residual >> 24)
  }
}
