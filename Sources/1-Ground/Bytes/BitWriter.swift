/// Collects bits, the least significant first, into bytes.
package struct BitWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var pendingCount = 0

  package init() {}

  /// Appends the lowest `count` bits, at most 32; the bits above them must be zero.
  @inline(__always)
  package mutating func write(_ bits: UInt32, count: Int) {
    pending |= UInt64(bits) << UInt64(pendingCount)
    pendingCount += count
    guard pendingCount >= 32 else { return }
    bytes.append(UInt8(truncatingIfNeeded: pending))
    bytes.append(UInt8(truncatingIfNeeded: pending >> 8))
    bytes.append(UInt8(truncatingIfNeeded: pending >> 16))
    bytes.append(UInt8(truncatingIfNeeded: pending >> 24))
    pending >>= 32
    pendingCount -= 32
  }

  /// Fills the last byte with zeros.
  package mutating func align() {
    while pendingCount > 0 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      pendingCount -= 8
    }
    pending = 0
    pendingCount = 0
  }

  /// Appends whole bytes behind an `align`.
  package mutating func append(_ slice: ArraySlice<UInt8>) { bytes.append(contentsOf: slice) }

  package var bitCount: Int { bytes.count * 8 + pendingCount }
}
