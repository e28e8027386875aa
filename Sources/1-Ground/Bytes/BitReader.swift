/// Hands out bits, the least significant of each byte first; behind the end it hands out zeros.
package struct BitReader: Sendable {
  let bytes: [UInt8]
  let end: Int
  private(set) var offset: Int
  private(set) var bits: UInt64 = 0
  private var count = 0

  package init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = min(range.upperBound, bytes.count)
  }

  /// Makes at least 56 bits ready, as far as the bytes go.
  @inline(__always)
  mutating func refill() {
    guard offset &+ 8 <= end else { return refillAtEnd() }
    let low =
      UInt64(bytes[offset]) | UInt64(bytes[offset &+ 1]) << 8
      | UInt64(bytes[offset &+ 2]) << 16 | UInt64(bytes[offset &+ 3]) << 24
    let high =
      UInt64(bytes[offset &+ 4]) | UInt64(bytes[offset &+ 5]) << 8
      | UInt64(bytes[offset &+ 6]) << 16 | UInt64(bytes[offset &+ 7]) << 24
    bits |= (low | high << 32) &<< UInt64(truncatingIfNeeded: count)
    let taken = (63 &- count) >> 3
    offset &+= taken
    count &+= taken &* 8
  }

  private mutating func refillAtEnd() {
    // A fast refill may have left bits of a byte that isn't counted yet.
    bits &= count > 0 ? ~0 >> UInt64(64 - min(count, 64)) : 0
    while count <= 56, offset < end {
      bits |= UInt64(bytes[offset]) << UInt64(count)
      offset += 1
      count += 8
    }
  }

  /// Drops bits that `refill` made ready; asking for more than there are shows in `isPastEnd`.
  @inline(__always)
  mutating func drop(_ dropped: Int) {
    bits &>>= UInt64(truncatingIfNeeded: dropped)
    count &-= dropped
  }

  /// Whether bits were taken that the bytes don't hold.
  package var isPastEnd: Bool { count < 0 }

  /// The next bits as a number; at most 32.
  package mutating func read(_ wanted: Int) -> Int {
    refill()
    let value = bits & (1 << UInt64(wanted) - 1)
    drop(wanted)
    return Int(value)
  }

  /// The next symbol of a code; nil where no word fits.
  package mutating func read(_ code: PrefixCode) -> Int? {
    refill()
    guard let (symbol, length) = code.match(bits) else { return nil }
    drop(length)
    return symbol
  }

  /// Drops the rest of a byte that was begun and gives the place of the next one.
  package mutating func align() -> Int {
    drop(max(count, 0) & 7)
    return offset - max(count, 0) / 8
  }

  /// Goes on reading at another byte.
  mutating func move(to offset: Int) {
    self.offset = offset
    bits = 0
    count = 0
  }
}
