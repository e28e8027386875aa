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
