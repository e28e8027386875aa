import Bytes

/// Writes lossless WebP's bitstream: a palette or predictors, repeats, one group of codes.
struct VP8LEncoder {
  private var bits = BitWriter()
  private let width: Int
  private let height: Int

  /// Blocks of 32 share a predictor.
  private static let blockBits = 5

  /// A `VP8L` chunk's payload.
  static func encode(_ bitmap: Bitmap) -> [UInt8] {
    let rgba = bitmap.rgba
    let pixels = stride(from: 0, to: rgba.count, by: 4).map { (offset: Int) -> UInt32 in
      let alphaAndRed = UInt32(rgba[offset + 3]) << 24 | UInt32(rgba[offset]) << 16
      return alphaAndRed | UInt32(rgba[offset + 1]) << 8 | UInt32(rgba[offset + 2])
    }
    let head = head(bitmap.size, hasAlpha: bitmap.hasAlpha)
    return head.bytes + encode(pixels, width: bitmap.width, height: bitmap.height)
  }

  /// The same without the header, as alpha has it.
  static func encode(_ pixels: [UInt32], width: Int, height: Int) -> [UInt8] {
    var encoder = VP8LEncoder(width: width, height: height)
    if let colors = colors(of: pixels) {
      encoder.writePalette(pixels, colors)
    } else {
      encoder.writePredicted(pixels)
    }
    encoder.bits.align()
    return encoder.bits.bytes
  }

  private init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// A `VP8L` chunk's payload whose palette is still to be filled in, and the bit at which it begins.
  ///
  /// Each colour takes a byte for the step of green, of red and of blue, highest bit first, and a bit for alpha.
  static func encode(
    _ indices: [UInt8],
    size: PixelSize,
    colorCount: Int
  ) -> (bytes: [UInt8], paletteBit: Int) {
    var encoder = VP8LEncoder(width: size.width, height: size.height)
    encoder.bits = head(size, hasAlpha: false)
    encoder.bits.write(0b111, count: 3)  // a transform: colour indexing
    encoder.bits.write(UInt32(colorCount - 1), count: 8)
    encoder.bits.write(0, count: 1)  // no colour cache
    // Every byte as likely as another: all words are eight bits long.
    let even = VP8LCodeWriter([Int](repeating: 1, count: 256), symbols: 256)
    let green = VP8LCodeWriter(
      [Int](repeating: 1, count: 256) + [Int](repeating: 0, count: 24),
      symbols: 280
    )
    let alpha = VP8LCodeWriter([1] + [Int](repeating: 0, count: 254) + [1], symbols: 256)
    let distance = VP8LCodeWriter([Int](repeating: 0, count: 40), symbols: 40)
    for code in [green, even, even, alpha, distance] { code.writeLengths(to: &encoder.bits) }
    let paletteBit = encoder.bits.bitCount
    for index in 0..<colorCount {
      encoder.bits.write(0, count: 24)
      // All colours are opaque: 255 first, then no step.
      alpha.write(index == 0 ? 255 : 0, to: &encoder.bits)
    }
    encoder.bits.write(0, count: 1)  // no more transforms
    encoder.writeIndices(indices, colorCount: colorCount)
    encoder.bits.align()
    return (encoder.bits.bytes, paletteBit)
  }

  private static func head(_ size: PixelSize, hasAlpha: Bool) -> BitWriter {
    var head = BitWriter()
    head.write(0x2F, count: 8)
    head.write(UInt32(size.width - 1), count: 14)
    head.write(UInt32(size.height - 1), count: 14)
    head.write(hasAlpha ? 1 : 0, count: 1)
    head.write(0, count: 3)
    head.align()
    return head
  }

  /// Up to 256 colours in rising order; nil where there are more.
  private static func colors(of pixels: [UInt32]) -> [UInt32]? {
    var found: Set<UInt32> = []
    var previous: UInt32?
    for pixel in pixels where pixel != previous {
      previous = pixel
      found.insert(pixel)
      if found.count > 256 { return nil }
    }
    return found.sorted()
  }

  private mutating func writePalette(_ pixels: [UInt32], _ colors: [UInt32]) {
    bits.write(0b111, count: 3)  // a transform: colour indexing
    bits.write(UInt32(colors.count - 1), count: 8)
    writePixels(VP8LEncoder.steps(colors), width: colors.count, isWhole: false)
    bits.write(0, count: 1)  // no more transforms
    let places = Dictionary(uniqueKeysWithValues: zip(colors, colors.indices))
    writeIndices(pixels.map { UInt8(places[$0] ?? 0) }, colorCount: colors.count)
  }

  /// Each colour as what it differs by from the one before.
  static func steps(_ colors: [UInt32]) -> [UInt32] {
    colors.indices.map { index in
      index == 0 ? colors[0] : VP8LPixel.difference(colors[index], colors[index - 1])
    }
  }

  /// Places in a palette, several to a pixel where it is small.
  private mutating func writeIndices(_ indices: [UInt8], colorCount: Int) {
    let packing = colorCount <= 2 ? 3 : colorCount <= 4 ? 2 : colorCount <= 16 ? 1 : 0
    let across = VP8LTransform.blocks(width, bits: packing)
    var packed = [UInt32](repeating: VP8LPixel.black, count: across * height)
    for y in 0..<height {
      for x in 0..<width {
        let shift = 8 + (x & (1 << packing - 1)) * (8 >> packing)
        packed[y * across + x >> packing] |= UInt32(indices[y * width + x]) << UInt32(shift)
      }
    }
    writePixels(packed, width: across, isWhole: true)
  }

  private mutating func writePredicted(_ pixels: [UInt32]) {
    bits.write(0b101, count: 3)  // a transform: subtract green
    let pixels = pixels.map { pixel in
      let green = pixel >> 8 & 255
      return VP8LPixel.difference(pixel, green << 16 | green)
    }
    bits.write(0b001, count: 3)  // a transform: predictors
    bits.write(UInt32(VP8LEncoder.blockBits - 2), count: 3)
    let predictors = VP8LPredictors(
      pixels,
      width: width,
      height: height,
      bits: VP8LEncoder.blockBits
    )
    let across = VP8LTransform.blocks(width, bits: VP8LEncoder.blockBits)
    writePixels(predictors.blocks, width: across, isWhole: false)
    bits.write(0, count: 1)  // no more transforms
    writePixels(predictors.residuals, width: width, isWhole: true)
  }

  private mutating func writePixels(_ pixels: [UInt32], width: Int, isWhole: Bool) {
    bits.write(0, count: 1)  // no colour cache
    if isWhole { bits.write(0, count: 1) }  // one group of codes
    write(pixels, VP8LRepeats(pixels, width: width))
  }

  private mutating func write(_ pixels: [UInt32], _ repeats: VP8LRepeats) {
    let codes = [256 + 24, 256, 256, 256, 40].enumerated().map { number, symbols in
      VP8LCodeWriter(repeats.frequencies[number], symbols: symbols)
    }
    for code in codes { code.writeLengths(to: &bits) }
    var index = 0
    for token in repeats.tokens {
      if token.length == 0 {
        let pixel = pixels[index]
        codes[0].write(Int(pixel >> 8 & 255), to: &bits)
        codes[1].write(Int(pixel >> 16 & 255), to: &bits)
        codes[2].write(Int(pixel & 255), to: &bits)
        codes[3].write(Int(pixel >> 24), to: &bits)
        index += 1
      } else {
        let length = VP8LNumber(Int(token.length))
        codes[0].write(256 + length.prefix, to: &bits)
        bits.write(length.extra, count: length.extraBits)
        let distance = VP8LNumber(Int(token.distance))
        codes[4].write(distance.prefix, to: &bits)
        bits.write(distance.extra, count: distance.extraBits)
        index += Int(token.length)
      }
    }
  }
}

/// A length or distance as its magnitude and what goes beyond.
struct VP8LNumber {
  let prefix: Int
  let extra: UInt32
  let extraBits: Int

  /// Counts from 1.
  init(_ number: Int) {
    guard number > 4 else {
      (prefix, extra, extraBits) = (number - 1, 0, 0)
      return
    }
    let rest = number - 1
    let top = Int.bitWidth - 1 - rest.leadingZeroBitCount
    extraBits = top - 1
    prefix = 2 * top + rest >> extraBits & 1
    extra = UInt32(rest & (1 << extraBits - 1))
  }
}
