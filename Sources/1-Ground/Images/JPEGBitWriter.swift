/// Collects bits, the highest first, into bytes, and puts a zero behind every 0xFF.
struct JPEGBitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count = 0

  /// Appends the lowest bits, at most 32; the bits above them must be zero.
  @inline(__always)
  mutating func write(_ bits: UInt32, count added: Int) {
    pending = pending &<< UInt64(truncatingIfNeeded: added) | UInt64(bits)
    count &+= added
    if count >= 32 { flush() }
  }

  private mutating func flush() {
    if count >= 32 {
      count &-= 32
      let word = UInt32(truncatingIfNeeded: pending &>> UInt64(truncatingIfNeeded: count))
      // Mostly none of the four bytes is 0xFF, which a zero would have to follow.
      if (~word &- 0x0101_0101) & word & 0x8080_8080 == 0 {
        bytes.append(UInt8(truncatingIfNeeded: word &>> 24))
        bytes.append(UInt8(truncatingIfNeeded: word &>> 16))
        bytes.append(UInt8(truncatingIfNeeded: word &>> 8))
        bytes.append(UInt8(truncatingIfNeeded: word))
        return
      }
      count &+= 32
    }
    while count >= 8 {
      count &-= 8
      let byte = UInt8(truncatingIfNeeded: pending &>> UInt64(truncatingIfNeeded: count))
      bytes.append(byte)
      if byte == 0xFF { bytes.append(0) }
    }
  }

  /// Fills the last byte with ones.
  mutating func align() {
    if count % 8 > 0 { write(1 << UInt32(8 - count % 8) - 1, count: 8 - count % 8) }
    flush()
  }
}
