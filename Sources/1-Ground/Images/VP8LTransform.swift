/// A change that lossless WebP made to pixels before coding them, and its way back.
enum VP8LTransform {
  /// Blocks of `1 << bits` a side, each with the number of its predictor in green.
  case predictor(bits: Int, blocks: [UInt32])
  /// Blocks with the weights by which colours followed each other.
  case color(bits: Int, blocks: [UInt32])
  case subtractGreen
  /// A palette; `bits` is the logarithm of how many indices a pixel holds.
  case palette(colors: [UInt32], bits: Int)

  /// How many blocks of `1 << bits` cover a side.
  static func blocks(_ side: Int, bits: Int) -> Int { (side + (1 << bits) - 1) >> bits }

  /// Undoes the change; `width` is that of the result.
  func undo(_ pixels: inout [UInt32], width: Int, height: Int) {
    switch self {
    case .predictor(let bits, let blocks):
      VP8LTransform.addPredictions(
        to: &pixels,
        width: width,
        height: height,
        bits: bits,
        blocks: blocks
      )
    case .color(let bits, let blocks):
      VP8LTransform.addColors(to: &pixels, width: width, height: height, bits: bits, blocks: blocks)
    case .subtractGreen:
      for index in pixels.indices {
        let green = pixels[index] >> 8 & 255
        pixels[index] = VP8LPixel.sum(pixels[index], green << 16 | green)
      }
    case .palette(let colors, let bits):
      pixels = VP8LTransform.lookUp(
        pixels,
        width: width,
        height: height,
        colors: colors,
        bits: bits
      )
    }
  }

  private static func addPredictions(
    to pixels: inout [UInt32],
    width: Int,
    height: Int,
    bits: Int,
    blocks: [UInt32]
  ) {
    pixels[0] = VP8LPixel.sum(pixels[0], VP8LPixel.black)
    for x in 1..<max(width, 1) { pixels[x] = VP8LPixel.sum(pixels[x], pixels[x - 1]) }
    let across = VP8LTransform.blocks(width, bits: bits)
    for y in 1..<max(height, 1) {
      let line = y * width
      pixels[line] = VP8LPixel.sum(pixels[line], pixels[line - width])
      for x in 1..<max(width, 1) {
        let index = line + x
        let mode = Int(blocks[y >> bits * across + x >> bits] >> 8 & 15)
        let predicted = VP8LPixel.predict(
          mode,
          left: pixels[index - 1],
          top: pixels[index - width],
          topRight: pixels[index - width + 1],
          topLeft: pixels[index - width - 1]
        )
        pixels[index] = VP8LPixel.sum(pixels[index], predicted)
      }
    }
  }

  private static func addColors(
    to pixels: inout [UInt32],
    width: Int,
    height: Int,
    bits: Int,
    blocks: [UInt32]
  ) {
    func weighted(_ weight: UInt32, _ color: UInt32) -> UInt32 {
      let product = Int32(Int8(truncatingIfNeeded: weight)) * Int32(Int8(truncatingIfNeeded: color))
      return UInt32(bitPattern: product >> 5)
    }
    let across = VP8LTransform.blocks(width, bits: bits)
    for index in pixels.indices {
      let weights = blocks[(index / width) >> bits * across + (index % width) >> bits]
      let pixel = pixels[index]
      let green = pixel >> 8
      let red = pixel >> 16 &+ weighted(weights, green)
      let blue = pixel &+ weighted(weights >> 8, green) &+ weighted(weights >> 16, red)
      pixels[index] = pixel & 0xFF00_FF00 | (red & 255) << 16 | blue & 255
    }
  }

  private static func lookUp(
    _ packed: [UInt32],
    width: Int,
    height: Int,
    colors: [UInt32],
    bits: Int
  ) -> [UInt32] {
    let across = blocks(width, bits: bits)
    let indexBits = 8 >> bits
    var pixels = [UInt32](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        let shift = (x & (1 << bits - 1)) * indexBits
        let green = packed[y * across + x >> bits] >> 8 & 255
        let index = Int(green >> UInt32(shift)) & (1 << indexBits - 1)
        // An index beyond the palette is transparent black.
        pixels[y * width + x] = index < colors.count ? colors[index] : 0
      }
    }
    return pixels
  }
}
