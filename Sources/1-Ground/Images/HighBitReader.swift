/// Reads numbers bit by bit, the highest of each byte first; behind the end it throws.
struct HighBitReader {
  private let bytes: [UInt8]
  private let end: Int
  private(set) var position: Int

  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound * 8
    end = min(range.upperBound, bytes.count) * 8
  }

  mutating func read(_ count: Int) throws(ImageError) -> Int {
    guard position + count <= end else {
      throw .truncated(field: "a header", offset: position / 8)
    }
    var value = 0
    for _ in 0..<count {
      value = value << 1 | Int(bytes[position >> 3] >> UInt8(7 - position & 7) & 1)
      position += 1
    }
    return value
  }

  mutating func flag() throws(ImageError) -> Bool { try read(1) == 1 }

  mutating func skip(_ count: Int) throws(ImageError) {
    for _ in 0..<count { _ = try read(1) }
  }

  /// A number below `limit` in as few bits as it takes (AV1, section 4.10.7).
  mutating func readBelow(_ limit: Int) throws(ImageError) -> Int {
    let width = Int.bitWidth - limit.leadingZeroBitCount
    let short = 1 << width - limit
    let value = try read(width - 1)
    return value < short ? value : value << 1 - short + (try read(1))
  }

  /// A number with as many leading zeros as it has further bits (AV1, section 4.10.3).
  mutating func readUnary() throws(ImageError) -> Int {
    var zeros = 0
    while try !flag() { zeros += 1 }
    return zeros >= 32 ? 0xFFFF_FFFF : try read(zeros) + 1 << zeros - 1
  }
}
