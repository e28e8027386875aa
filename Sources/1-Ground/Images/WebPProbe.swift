import Bytes

/// Reads a WebP's chunks and the heads of its coded frames.
struct WebPProbe {
  private let bytes: [UInt8]
  private var canvas: PixelSize?
  private var picture: PixelSize?
  private var alpha = false
  private var lossy = false
  private var baseQ: Int?
  private var animationFrames = 0
  private var orientation: ExifOrientation?
  private var isInFrame = false
  private var metadata: Set<ImageMetadata> = []

  static func probe(_ bytes: [UInt8]) -> ImageProbe {
    ImageProbe(.webp) { (probe) throws(ImageError) in
      var reading = WebPProbe(bytes: bytes)
      defer { reading.describe(in: &probe) }
      try reading.read()
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func describe(in probe: inout ImageProbe) {
    guard let size = canvas ?? picture else { return }
    probe.stored = size
    probe.shown = size.oriented(orientation ?? .upright)
    probe.alpha = alpha
    probe.metadata = metadata
    probe.lossy = lossy
    probe.frames = max(1, animationFrames)
    probe.quality = baseQ.map { ImageQuality(.vp8, $0) }
  }

  private mutating func read() throws(ImageError) {
    let declared = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let end = 8 + declared
    guard declared >= 12 else {
      throw .corrupt(reason: "the RIFF size is \(declared)", offset: 4)
    }
    try readChunks(in: 12..<min(end, bytes.count), isWhole: end <= bytes.count)
    guard end <= bytes.count else { throw .truncated(field: "RIFF", offset: 0) }
    guard picture != nil else { throw .corrupt(reason: "there is no picture", offset: 12) }
    if let canvas, let picture, animationFrames == 0, canvas != picture {
      let reason = "the canvas is \(canvas) but the picture is \(picture)"
      throw .corrupt(reason: reason, offset: 12)
    }
  }

  /// Reads chunk after chunk; where the file is cut, as far as they go.
  private mutating func readChunks(in range: Range<Int>, isWhole: Bool) throws(ImageError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard offset + 8 <= range.upperBound else {
        throw fault("a chunk's head", offset, isWhole: isWhole)
      }
      let type = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      let count = bytes[offset + 4..<offset + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
      let body = offset + 8..<min(offset + 8 + count, range.upperBound)
      try take(type, body, isWhole: body.count == count)
      guard body.count == count else { throw fault(type, offset, isWhole: isWhole) }
      // Chunks start at even places; the last one's filler may be missing.
      offset = body.upperBound + count % 2
    }
  }

  private func fault(_ field: String, _ offset: Int, isWhole: Bool) -> ImageError {
    isWhole
      ? .corrupt(reason: "\(field) reaches beyond its container", offset: offset)
      : .truncated(field: field, offset: offset)
  }

  private mutating func take(
    _ type: String,
    _ body: Range<Int>,
    isWhole: Bool
  ) throws(ImageError) {
    if let kind = ImageMetadata(ofWebPChunk: type) { metadata.insert(kind) }
    switch type {
    case "VP8X":
      guard body.count >= 10 else { throw .truncated(field: type, offset: body.lowerBound) }
      alpha = alpha || bytes[body.lowerBound] & 0x10 != 0
      canvas = PixelSize(
        1 + number(body.lowerBound + 4, 3),
        1 + number(body.lowerBound + 7, 3)
      )
    case "VP8 ":
      let head = try VP8FrameHead(bytes, in: body)
      picture = picture ?? head.size
      baseQ = baseQ ?? head.baseQ
      lossy = true
      try head.checkPartitions()
    case "VP8L": try readLossless(body)
    case "ALPH": alpha = true
    case "ANMF":
      guard !isInFrame else {
        throw .corrupt(reason: "a frame stands inside a frame", offset: body.lowerBound - 8)
      }
      isInFrame = true
      defer { isInFrame = false }
      animationFrames += 1
      guard body.count >= 24 else { throw .truncated(field: type, offset: body.lowerBound) }
      try readChunks(in: body.lowerBound + 16..<body.upperBound, isWhole: isWhole)
    case "EXIF": orientation = orientation ?? ExifOrientation(bytes, in: body)
    default: return
    }
  }

  private mutating func readLossless(_ body: Range<Int>) throws(ImageError) {
    let start = body.lowerBound
    guard body.count >= 5 else { throw .truncated(field: "VP8L", offset: start) }
    let head = number(start + 1, 4)
    guard bytes[start] == 0x2F, head >> 29 == 0 else {
      throw .corrupt(reason: "no VP8L picture starts here", offset: start)
    }
    if picture == nil {
      picture = PixelSize(1 + head & 0x3FFF, 1 + head >> 14 & 0x3FFF)
    }
    alpha = alpha || head >> 28 & 1 == 1
  }

  private func number(_ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
