import Bytes

/// The head of a VP8 key frame, up to its base quantizer (RFC 6386, section 9).
struct VP8FrameHead {
  var size: PixelSize
  /// The quantizer of luma's AC coefficients before segments change it, 0 to 127.
  var baseQ: Int
  private var body: Range<Int>
  private let bytes: [UInt8]
  private var firstPartition: Range<Int>
  private var partitions: Int

  init(_ bytes: [UInt8], in body: Range<Int>) throws(ImageError) {
    let start = body.lowerBound
    guard body.count >= 10 else { throw .truncated(field: "the VP8 frame", offset: start) }
    let tag = Int(bytes[start]) | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2]) << 16
    guard tag & 1 == 0, bytes[start + 3..<start + 6].elementsEqual([0x9D, 0x01, 0x2A]) else {
      throw .corrupt(reason: "no VP8 key frame starts here", offset: start)
    }
    self.bytes = bytes
    self.body = body
    // The two highest bits of each side only ask for scaling.
    size = PixelSize(
      Int(bytes[start + 6]) | Int(bytes[start + 7] & 0x3F) << 8,
      Int(bytes[start + 8]) | Int(bytes[start + 9] & 0x3F) << 8
    )
    guard size.width > 0, size.height > 0 else {
      throw .corrupt(reason: "the size \(size) is not allowed", offset: start + 6)
    }
    firstPartition = start + 10..<start + 10 + tag >> 5
    var bits = VP8HeadBits(bytes, in: firstPartition.clamped(to: body))
    (partitions, baseQ) = VP8FrameHead.readHead(&bits)
  }

  private static func readHead(_ bits: inout VP8HeadBits) -> (partitions: Int, baseQ: Int) {
    _ = bits.read(2)
    if bits.read(1) == 1 { skipSegments(&bits) }
    // Filter type, level and sharpness.
    _ = bits.read(10)
    if bits.read(1) == 1, bits.read(1) == 1 {
      for _ in 0..<8 where bits.read(1) == 1 { _ = bits.read(7) }
    }
    let partitions = 1 << bits.read(2)
    return (partitions, bits.read(7))
  }

  private static func skipSegments(_ bits: inout VP8HeadBits) {
    let updatesMap = bits.read(1) == 1
    if bits.read(1) == 1 {
      _ = bits.read(1)
      for _ in 0..<4 where bits.read(1) == 1 { _ = bits.read(8) }
      for _ in 0..<4 where bits.read(1) == 1 { _ = bits.read(7) }
    }
    guard updatesMap else { return }
    for _ in 0..<3 where bits.read(1) == 1 { _ = bits.read(8) }
  }

  /// The declared lengths of all partitions must fit the chunk; the last one takes the rest.
  func checkPartitions() throws(ImageError) {
    let sizes = firstPartition.upperBound
    var end = sizes + (partitions - 1) * 3
    guard end <= body.upperBound else {
      throw .truncated(field: "the first VP8 partition", offset: firstPartition.lowerBound)
    }
    for offset in stride(from: sizes, to: end, by: 3) {
      let low = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
      end += low | Int(bytes[offset + 2]) << 16
    }
    guard end <= body.upperBound else {
      throw .truncated(field: "a VP8 partition", offset: sizes)
    }
  }
}

/// VP8's arithmetic decoder, for bits of even odds alone; behind the end it reads zeros.
struct VP8HeadBits {
  private let bytes: [UInt8]
  private var offset: Int
  private let end: Int
  private var value = 0
  private var range = 255
  private var shifts = 0

  init(_ bytes: [UInt8], in body: Range<Int>) {
    self.bytes = bytes
    offset = body.lowerBound
    end = body.upperBound
    value = nextByte() << 8
    value |= nextByte()
  }

  private mutating func nextByte() -> Int {
    guard offset < end else { return 0 }
    defer { offset += 1 }
    return Int(bytes[offset])
  }

  /// A number of so many bits, the highest first.
  mutating func read(_ count: Int) -> Int {
    var number = 0
    for _ in 0..<count { number = number << 1 | readBit() }
    return number
  }

  private mutating func readBit() -> Int {
    let split = 1 + ((range - 1) * 128) >> 8
    let bit = value >= split << 8 ? 1 : 0
    if bit == 1 {
      range -= split
      value -= split << 8
    } else {
      range = split
    }
    while range < 128 {
      value <<= 1
      range <<= 1
      shifts += 1
      guard shifts == 8 else { continue }
      shifts = 0
      value |= nextByte()
    }
    return bit
  }
}
