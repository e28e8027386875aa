import Bytes

/// One unit of an AV1 stream (section 5.3).
struct AV1Unit {
  static let sequenceHeader = 1
  static let frameHeader = 3
  static let frame = 6

  var type: Int
  var body: Range<Int>

  init(_ bytes: [UInt8], at start: Int, end: Int) throws(ImageError) {
    let head = bytes[start]
    guard head & 0x80 == 0 else {
      throw .corrupt(reason: "no AV1 unit starts here", offset: start)
    }
    type = Int(head >> 3 & 15)
    var offset = start + (head & 4 == 0 ? 1 : 2)
    guard head & 2 != 0 else {
      guard offset <= end else { throw .truncated(field: "an AV1 unit", offset: start) }
      body = offset..<end
      return
    }
    // Seven bits a byte, the lowest first.
    var size = 0
    for shift in stride(from: 0, to: 56, by: 7) {
      guard offset < end else { throw .truncated(field: "an AV1 unit", offset: start) }
      let byte = bytes[offset]
      offset += 1
      size |= Int(byte & 0x7F) << shift
      if byte & 0x80 == 0 { break }
    }
    guard size <= end - offset else { throw .truncated(field: "an AV1 unit", offset: start) }
    body = offset..<offset + size
  }
}

/// The words of the sequence header that the frame header's reading hangs on (section 5.5).
struct AV1SequenceHead {
  private(set) var size = PixelSize(0, 0)
  private(set) var depth = 8
  private(set) var isMonochrome = false
  private(set) var isReduced = false
  private(set) var hasDecoderModel = false
  private(set) var widthBits = 0
  private(set) var heightBits = 0
  private(set) var frameNumberBits = 0
  private(set) var orderHintBits = 0
  private(set) var hasLargeBlocks = false
  private(set) var hasSuperResolution = false
  /// Whether frames use the tools for screen content: 0 never, 1 always, 2 as each frame says.
  private(set) var screenTools = 2
  private(set) var integerVectors = 2
  private var bufferDelayBits = 0

  init(_ bytes: [UInt8], in range: Range<Int>) throws(ImageError) {
    var bits = HighBitReader(bytes, in: range)
    let profile = try bits.read(3)
    _ = try bits.flag()
    isReduced = try bits.flag()
    if isReduced { try bits.skip(5) } else { try readOperatingPoints(&bits) }
    widthBits = try bits.read(4) + 1
    heightBits = try bits.read(4) + 1
    size.width = try bits.read(widthBits) + 1
    size.height = try bits.read(heightBits) + 1
    if !isReduced, try bits.flag() {
      let delta = try bits.read(4) + 2
      frameNumberBits = delta + (try bits.read(3)) + 1
    }
    hasLargeBlocks = try bits.flag()
    try bits.skip(2)
    if !isReduced { try readTools(&bits) }
    hasSuperResolution = try bits.flag()
    try bits.skip(2)
    depth = try bits.flag() ? 10 : 8
    if profile == 2, depth == 10, try bits.flag() { depth = 12 }
    isMonochrome = profile == 1 ? false : try bits.flag()
  }

  private mutating func readOperatingPoints(_ bits: inout HighBitReader) throws(ImageError) {
    if try bits.flag() {
      try bits.skip(64)
      if try bits.flag() { _ = try bits.readUnary() }
      hasDecoderModel = try bits.flag()
      if hasDecoderModel {
        bufferDelayBits = try bits.read(5) + 1
        try bits.skip(32 + 5 + 5)
      }
    }
    let hasDelay = try bits.flag()
    for _ in 0...(try bits.read(5)) {
      try bits.skip(12)
      if try bits.read(5) > 7 { try bits.skip(1) }
      if hasDecoderModel, try bits.flag() { try bits.skip(bufferDelayBits * 2 + 1) }
      if hasDelay, try bits.flag() { try bits.skip(4) }
    }
  }

  private mutating func readTools(_ bits: inout HighBitReader) throws(ImageError) {
    try bits.skip(4)
    let hasOrderHint = try bits.flag()
    if hasOrderHint { try bits.skip(2) }
    if try !bits.flag() { screenTools = try bits.read(1) }
    if screenTools > 0, try !bits.flag() { integerVectors = try bits.read(1) }
    if hasOrderHint { orderHintBits = try bits.read(3) + 1 }
  }
}
