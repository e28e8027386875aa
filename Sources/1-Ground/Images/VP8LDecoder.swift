import Bytes

/// Reads lossless WebP's bitstream.
struct VP8LDecoder {
  private var bits: BitReader
  private let offset: Int
  private var transforms: [(VP8LTransform, width: Int)] = []
  private var kinds: Set<Int> = []

  private init(_ bytes: [UInt8], in range: Range<Int>) {
    bits = BitReader(bytes, in: range)
    offset = range.lowerBound
  }

  /// The pixels of a `VP8L` chunk's payload, whose header the caller has read.
  static func decode(
    _ bytes: [UInt8],
    in range: Range<Int>,
    size: PixelSize
  ) throws(ImageError) -> [UInt32] {
    var decoder = VP8LDecoder(bytes, in: range)
    // The signature, and the header.
    _ = decoder.bits.read(8)
    _ = decoder.bits.read(32)
    return try decoder.readImage(size)
  }

  /// The pixels of compressed alpha, which has no header of its own.
  static func decodeAlpha(
    _ bytes: [UInt8],
    in range: Range<Int>,
    size: PixelSize
  ) throws(ImageError) -> [UInt32] {
    var decoder = VP8LDecoder(bytes, in: range)
    return try decoder.readImage(size)
  }

  private mutating func readImage(_ size: PixelSize) throws(ImageError) -> [UInt32] {
    var width = size.width
    while bits.read(1) == 1 { try readTransform(width: &width, height: size.height) }
    var pixels = try readPixels(width: width, height: size.height, isWhole: true)
    for (transform, width) in transforms.reversed() {
      transform.undo(&pixels, width: width, height: size.height)
    }
    return pixels
  }

  private mutating func readTransform(width: inout Int, height: Int) throws(ImageError) {
    let kind = bits.read(2)
    guard kinds.insert(kind).inserted else { throw corrupt("a transform occurs twice") }
    switch kind {
    case 0, 1:
      let blockBits = bits.read(3) + 2
      let across = VP8LTransform.blocks(width, bits: blockBits)
      let down = VP8LTransform.blocks(height, bits: blockBits)
      let blocks = try readPixels(width: across, height: down, isWhole: false)
      let transform: VP8LTransform =
        kind == 0
        ? .predictor(bits: blockBits, blocks: blocks) : .color(bits: blockBits, blocks: blocks)
      transforms.append((transform, width))
    case 2:
      transforms.append((.subtractGreen, width))
    default:
      let count = bits.read(8) + 1
      var colors = try readPixels(width: count, height: 1, isWhole: false)
      for index in 1..<max(count, 1) {
        colors[index] = VP8LPixel.sum(colors[index], colors[index - 1])
      }
      let packing = count <= 2 ? 3 : count <= 4 ? 2 : count <= 16 ? 1 : 0
      transforms.append((.palette(colors: colors, bits: packing), width))
      width = VP8LTransform.blocks(width, bits: packing)
    }
  }

  /// Reads an entropy-coded picture; only the whole picture may have several groups of codes.
  private mutating func readPixels(
    width: Int,
    height: Int,
    isWhole: Bool
  ) throws(ImageError) -> [UInt32] {
    let cacheBits = bits.read(1) == 1 ? bits.read(4) : 0
    guard cacheBits <= 11 else { throw corrupt("a colour cache of \(cacheBits) bits") }
    var groups = VP8LGroups(width: width)
    if isWhole, bits.read(1) == 1 {
      let blockBits = bits.read(3) + 2
      let across = VP8LTransform.blocks(width, bits: blockBits)
      let down = VP8LTransform.blocks(height, bits: blockBits)
      let blocks = try readPixels(width: across, height: down, isWhole: false)
      groups = VP8LGroups(width: width, bits: blockBits, blocks: blocks)
    }
    guard groups.count <= VP8LGroups.limit else {
      throw .unsupported(.webp, feature: "\(groups.count) groups of prefix codes")
    }
    for _ in 0..<groups.count {
      guard !bits.isPastEnd else { throw truncated }
      guard groups.readGroup(from: &bits, cacheBits: cacheBits) else {
        throw corrupt("a prefix code does not add up")
      }
    }
    return try readPixels(count: width * height, groups, cacheBits: cacheBits)
  }

  private mutating func readPixels(
    count: Int,
    _ groups: VP8LGroups,
    cacheBits: Int
  ) throws(ImageError) -> [UInt32] {
    var pixels = [UInt32](repeating: 0, count: count)
    var cache = [UInt32](repeating: 0, count: cacheBits > 0 ? 1 << cacheBits : 0)
    var cached = 0
    var index = 0
    while index < count {
      guard !bits.isPastEnd else { throw truncated }
      let codes = groups.firstCode(at: index)
      guard let symbol = groups.codes[codes].read(from: &bits) else { throw noWord }
      if symbol < 256 {
        pixels[index] = try readPixel(green: symbol, groups, codes: codes)
        index += 1
      } else if symbol < 280 {
        let length = readNumber(symbol - 256)
        guard let prefix = groups.codes[codes + 4].read(from: &bits) else { throw noWord }
        let distance = groups.distance(readNumber(prefix))
        guard distance <= index, length <= count - index else {
          throw corrupt("a repeat reaches outside the picture")
        }
        for place in index..<index + length { pixels[place] = pixels[place - distance] }
        index += length
      } else {
        // The cache lags behind, and catches up only when it is asked.
        for pixel in pixels[cached..<index] { cache[VP8LDecoder.slot(pixel, cacheBits)] = pixel }
        cached = index
        pixels[index] = cache[symbol - 280]
        index += 1
      }
    }
    guard !bits.isPastEnd else { throw truncated }
    return pixels
  }

  private mutating func readPixel(
    green: Int,
    _ groups: VP8LGroups,
    codes: Int
  ) throws(ImageError) -> UInt32 {
    guard let red = groups.codes[codes + 1].read(from: &bits),
      let blue = groups.codes[codes + 2].read(from: &bits),
      let alpha = groups.codes[codes + 3].read(from: &bits)
    else { throw noWord }
    return UInt32(alpha << 24 | red << 16 | green << 8 | blue)
  }

  /// A length or distance, from the prefix that gives its magnitude.
  private mutating func readNumber(_ prefix: Int) -> Int {
    guard prefix >= 4 else { return prefix + 1 }
    let extra = (prefix - 2) >> 1
    return (2 + prefix & 1) << extra + bits.read(extra) + 1
  }

  private static func slot(_ pixel: UInt32, _ bits: Int) -> Int {
    Int((pixel &* 0x1E35_A7BD) >> UInt32(32 - bits))
  }

  private var truncated: ImageError { .truncated(field: "the lossless picture", offset: offset) }

  private var noWord: ImageError { corrupt("no prefix code fits") }

  private func corrupt(_ reason: String) -> ImageError { .corrupt(reason: reason, offset: offset) }
}
