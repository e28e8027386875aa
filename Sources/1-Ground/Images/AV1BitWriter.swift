/// Bits of a header, the highest first.
struct AV1BitWriter {
  private(set) var bytes: [UInt8] = []
  private var free = 0

  mutating func write(_ value: Int, _ count: Int) {
    for shift in stride(from: count - 1, through: 0, by: -1) {
      if free == 0 {
        bytes.append(0)
        free = 8
      }
      free -= 1
      bytes[bytes.count - 1] |= UInt8(value >> shift & 1) << UInt8(free)
    }
  }

  /// Ends with a one and zeros up to a whole byte.
  mutating func close() {
    write(1, 1)
    align()
  }

  /// Fills the last byte with zeros.
  mutating func align() { free = 0 }
}
