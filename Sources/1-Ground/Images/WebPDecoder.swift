import Bytes

/// Reads WebP: lossy with or without alpha, lossless, and an animation's first frame.
struct WebPDecoder {
  private let bytes: [UInt8]
  private let pixelLimit: Int
  private var canvas: PixelSize?
  private var alpha: Range<Int>?
  private var picture: Bitmap?
  private var orientation: ExifOrientation?
  /// Frames hold no frames: thousands of them inside each other would take all of the stack.
  private var isInFrame = false

  static func decode(_ bytes: [UInt8], pixelLimit: Int) throws(ImageError) -> Bitmap {
    var decoder = WebPDecoder(bytes: bytes, pixelLimit: pixelLimit)
    guard bytes.count >= 12 else { throw .truncated(field: "RIFF", offset: 0) }
    let end = 8 + decoder.number(4, 4)
    guard end <= bytes.count else { throw .truncated(field: "RIFF", offset: 0) }
    try decoder.readChunks(in: 12..<max(12, end))
    guard let picture = decoder.picture else {
      throw .corrupt(reason: "there is no picture", offset: 12)
    }
    return decoder.orientation.map { picture.oriented($0) } ?? picture
  }

  private init(bytes: [UInt8], pixelLimit: Int) {
    self.bytes = bytes
    self.pixelLimit = pixelLimit
  }

  private mutating func readChunks(in range: Range<Int>) throws(ImageError) {
    var offset = range.lowerBound
    while range.upperBound - offset >= 8 {
      let count = number(offset + 4, 4)
      guard count <= range.upperBound - offset - 8 else {
        throw .truncated(field: "a chunk", offset: offset)
      }
      let body = offset + 8..<offset + 8 + count
      try take(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), body)
      offset = body.upperBound + count % 2
    }
  }

  private mutating func take(_ type: String, _ body: Range<Int>) throws(ImageError) {
    switch type {
    case "VP8X":
      try require(10, in: body, of: type)
      let size = PixelSize(
        1 + number(body.lowerBound + 4, 3),
        1 + number(body.lowerBound + 7, 3)
      )
      try size.check(limit: pixelLimit)
      canvas = size
    case "ALPH": alpha = alpha ?? body
    case "VP8 ": if picture == nil { picture = try readLossy(body) }
    case "VP8L": if picture == nil { picture = try readLossless(body) }
    case "ANMF": if picture == nil, !isInFrame { try readFrame(body) }
    case "EXIF": orientation = orientation ?? ExifOrientation(bytes, in: body)
    default: break
    }
  }

  private func readLossless(_ body: Range<Int>) throws(ImageError) -> Bitmap {
    let start = body.lowerBound
    try require(5, in: body, of: "VP8L")
    let head = number(start + 1, 4)
    guard bytes[start] == 0x2F, head >> 29 == 0 else {
      throw .corrupt(reason: "no VP8L picture starts here", offset: start)
    }
    let size = PixelSize(1 + head & 0x3FFF, 1 + head >> 14 & 0x3FFF)
    try size.check(limit: pixelLimit)
    let pixels = try VP8LDecoder.decode(bytes, in: body, size: size)
    var bitmap = Bitmap(width: size.width, height: size.height)
    for (index, pixel) in pixels.enumerated() {
      bitmap.rgba[index * 4] = UInt8(truncatingIfNeeded: pixel >> 16)
      bitmap.rgba[index * 4 + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
      bitmap.rgba[index * 4 + 2] = UInt8(truncatingIfNeeded: pixel)
      bitmap.rgba[index * 4 + 3] = UInt8(truncatingIfNeeded: pixel >> 24)
    }
    return bitmap
  }

  private func readLossy(_ body: Range<Int>) throws(ImageError) -> Bitmap {
    var decoder = try VP8Decoder(bytes, in: body)
    try decoder.size.check(limit: pixelLimit)
    var bitmap = WebPColor.bitmap(try decoder.decode(), size: decoder.size)
    if let alpha {
      let values = try WebPAlpha.decode(bytes, in: alpha, size: decoder.size)
      for (index, value) in values.enumerated() { bitmap.rgba[index * 4 + 3] = value }
    }
    return bitmap
  }

  /// Lays an animation's first frame on its canvas.
  private mutating func readFrame(_ body: Range<Int>) throws(ImageError) {
    try require(16, in: body, of: "ANMF")
    let left = number(body.lowerBound, 3) * 2
    let top = number(body.lowerBound + 3, 3) * 2
    isInFrame = true
    defer { isInFrame = false }
    try readChunks(in: body.lowerBound + 16..<body.upperBound)
    guard let frame = picture, let canvas, frame.size != canvas else { return }
    guard left + frame.width <= canvas.width, top + frame.height <= canvas.height else {
      throw .corrupt(reason: "a frame reaches beyond the canvas", offset: body.lowerBound)
    }
    var whole = Bitmap(
      width: canvas.width,
      height: canvas.height,
      filling: RGBA(0, 0, 0, 0)
    )
    for y in 0..<frame.height {
      for x in 0..<frame.width { whole[left + x, top + y] = frame[x, y] }
    }
    picture = whole
  }

  private func require(_ count: Int, in body: Range<Int>, of type: String) throws(ImageError) {
    guard body.count >= count else { throw .truncated(field: type, offset: body.lowerBound) }
  }

  private func number(_ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
