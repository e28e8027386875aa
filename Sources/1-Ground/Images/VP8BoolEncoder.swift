/// VP8's arithmetic coder of yes and no.
struct VP8BoolEncoder {
  private var bytes: [UInt8] = []
  private var range: UInt32 = 255
  private var low: UInt64 = 0
  private var pending: UInt64 = 0

  /// Writes a bit; `chance` of 256 that it is 0.
  mutating func put(_ bit: Bool, _ chance: UInt8) {
    let split = 1 + ((range - 1) * UInt32(chance)) >> 8
    if bit {
      low += UInt64(split)
      range -= split
    } else {
      range = split
    }
    guard range < 128 else { return }
    let shift = range.leadingZeroBitCount - 24
    range <<= UInt32(truncatingIfNeeded: shift)
    low <<= UInt64(truncatingIfNeeded: shift)
    pending += UInt64(truncatingIfNeeded: shift)
    if pending >= 8 { shiftOut() }
  }

  /// Writes a number of even bits, the highest first.
  mutating func put(_ number: Int, bits: Int) {
    for shift in stride(from: bits - 1, through: 0, by: -1) {
      put(number >> shift & 1 == 1, 128)
    }
  }

  private mutating func shiftOut() {
    while pending >= 8 {
      let top = low >> pending
      low &= (1 << pending) - 1
      pending -= 8
      if top > 255 {
        var index = bytes.count - 1
        while bytes[index] == 255 {
          bytes[index] = 0
          index -= 1
        }
        bytes[index] += 1
      }
      bytes.append(UInt8(truncatingIfNeeded: top))
    }
  }

  /// The bytes that were written, once nothing more follows.
  mutating func finish() -> [UInt8] {
    put(0, bits: 32)
    return bytes
  }
}
