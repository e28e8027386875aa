import Bytes

/// A poster as PNG, whose four colors are put into the palette of a finished file.
struct PNGPoster: PosterForm {
  private let file: [UInt8]
  /// Where in the palette each quarter's color stands; nil for one that the size has no room for.
  private let places: [Int?]
  private let colorCount: Int

  /// The palette's chunk follows the signature and the header.
  private static let chunk = 8 + 25

  init(_ size: PixelSize) {
    let bitmap = DrawnPoster(size: size, colors: IndexedPoster.stencils).bitmap
    file = PNGEncoder.encode(bitmap)
    let colors = PNGPalette(of: bitmap)?.colors ?? []
    places = IndexedPoster.stencils.map { color in
      colors.firstIndex(of: UInt32(color.red) << 24 | 255)
    }
    colorCount = colors.count
  }

  var count: Int { file.count }

  func encode(_ quarters: [RGBA]) -> [UInt8] {
    var bytes = file
    let body = PNGPoster.chunk + 8
    for (place, color) in zip(places, quarters) {
      bytes.put(color, at: place.map { body + $0 * 3 })
    }
    let end = body + colorCount * 3
    let sum = CRC32.checksum(of: bytes, in: PNGPoster.chunk + 4..<end)
    for index in 0..<4 {
      bytes[end + index] = UInt8(truncatingIfNeeded: sum >> UInt32(24 - index * 8))
    }
    return bytes
  }
}

/// A poster as GIF, whose four colors are put into the palette of a finished file.
struct GIFPoster: PosterForm {
  private let file: [UInt8]
  private let places: [Int?]

  /// The palette follows the signature and the screen's description.
  private static let palette = 13

  init(_ size: PixelSize) throws(ImageError) {
    let bitmap = DrawnPoster(size: size, colors: IndexedPoster.stencils).bitmap
    let file = try GIFEncoder.encode(bitmap)
    let colorCount = 2 << Int(file[10] & 7)
    self.file = file
    places = IndexedPoster.stencils.map { color in
      (0..<colorCount).map { GIFPoster.palette + $0 * 3 }.first { place in
        file[place] == color.red && file[place + 1] == 0 && file[place + 2] == 0
      }
    }
  }

  var count: Int { file.count }

  func encode(_ quarters: [RGBA]) -> [UInt8] {
    var bytes = file
    for (place, color) in zip(places, quarters) { bytes.put(color, at: place) }
    return bytes
  }
}

/// A poster as WebP without loss, whose colors are put into the palette of a finished file.
struct WebPPoster: PosterForm {
  private let file: [UInt8]
  /// Counted in bits from the beginning of the file.
  private let paletteBit: Int
  private let palette: [RGBA]

  /// Bits that a color takes: three bytes, and one bit for alpha.
  private static let step = 25

  init(_ size: PixelSize) throws(ImageError) {
    try WebPEncoder.checkSides(size)
    let poster = IndexedPoster(size)
    let (stream, bit) = VP8LEncoder.encode(
      poster.indices,
      size: size,
      colorCount: poster.palette.count
    )
    let file = WebPContainer.file(WebPContainer.chunk("VP8L", stream))
    self.file = file
    palette = poster.palette
    // Before the stream stand the file's head and the chunk's.
    paletteBit = bit + 20 * 8
  }

  var count: Int { file.count }

  func encode(_ quarters: [RGBA]) -> [UInt8] {
    var bytes = file
    let colors = quarters + palette.dropFirst(quarters.count)
    let steps = VP8LEncoder.steps(
      colors.map { color in
        UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
      }
    )
    for (index, step) in steps.enumerated() {
      let bit = paletteBit + index * WebPPoster.step
      bytes.put(UInt8(truncatingIfNeeded: step >> 8), atBit: bit)
      bytes.put(UInt8(truncatingIfNeeded: step >> 16), atBit: bit + 8)
      bytes.put(UInt8(truncatingIfNeeded: step), atBit: bit + 16)
    }
    return bytes
  }
}

/// A poster in a format of which nothing is ready.
struct DrawnEachTime: PosterForm {
  let size: PixelSize
  let format: ImageFormat
  let quality: Int

  var count: Int { 0 }

  func encode(_ quarters: [RGBA]) throws(ImageError) -> [UInt8] {
    let poster = DrawnPoster(size: size, colors: quarters)
    return try Image.encode(poster.bitmap, as: format, quality: quality)
  }
}

extension [UInt8] {
  fileprivate mutating func put(_ color: RGBA, at place: Int?) {
    guard let place else { return }
    self[place] = color.red
    self[place + 1] = color.green
    self[place + 2] = color.blue
  }

  /// Puts a byte, its highest bit first, where eight bits are zero.
  fileprivate mutating func put(_ byte: UInt8, atBit bit: Int) {
    var reversed = UInt16(byte)
    reversed = (reversed & 0xF0) >> 4 | (reversed & 0x0F) << 4
    reversed = (reversed & 0xCC) >> 2 | (reversed & 0x33) << 2
    reversed = (reversed & 0xAA) >> 1 | (reversed & 0x55) << 1
    let shifted = reversed << UInt16(bit & 7)
    self[bit >> 3] |= UInt8(truncatingIfNeeded: shifted)
    self[bit >> 3 + 1] |= UInt8(truncatingIfNeeded: shifted >> 8)
  }
}
