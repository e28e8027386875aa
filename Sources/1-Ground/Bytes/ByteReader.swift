/// The bytes ended before the field that was asked for.
package struct EndOfBytes: Error, Equatable {
  /// Where the field starts.
  package var offset: Int
  /// How many bytes it wants.
  package var wanted: Int

  package init(offset: Int, wanted: Int) {
    self.offset = offset
    self.wanted = wanted
  }
}

/// A cursor over bytes that reads in order and never past the end.
@usableFromInline
package struct ByteReader: Sendable {
  @usableFromInline package let bytes: [UInt8]
  @usableFromInline package private(set) var offset: Int
  @usableFromInline package let end: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
    end = bytes.count
  }

  /// Reads only `range` of `bytes`; offsets stay those of the whole.
  package init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    offset = max(0, min(range.lowerBound, bytes.count))
    end = max(offset, min(range.upperBound, bytes.count))
  }

  package var remaining: Int { end - offset }
  package var isAtEnd: Bool { offset == end }

  package mutating func readUInt8() throws(EndOfBytes) -> UInt8 {
    UInt8(truncatingIfNeeded: try readBigEndian(1))
  }

  package mutating func readUInt16() throws(EndOfBytes) -> UInt16 {
    UInt16(truncatingIfNeeded: try readBigEndian(2))
  }

  package mutating func readUInt32() throws(EndOfBytes) -> UInt32 {
    UInt32(truncatingIfNeeded: try readBigEndian(4))
  }

  package mutating func readLittleEndianUInt16() throws(EndOfBytes) -> UInt16 {
    try readUInt16().byteSwapped
  }

  package mutating func readLittleEndianUInt32() throws(EndOfBytes) -> UInt32 {
    try readUInt32().byteSwapped
  }

  /// Reads `count` bytes as a number, the first the most significant; at most eight.
  package mutating func readBigEndian(_ count: Int) throws(EndOfBytes) -> UInt64 {
    try require(count)
    var value: UInt64 = 0
    for index in offset..<offset + count { value = value << 8 | UInt64(bytes[index]) }
    offset += count
    return value
  }

  package mutating func read(_ count: Int) throws(EndOfBytes) -> ArraySlice<UInt8> {
    try require(count)
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  package mutating func skip(_ count: Int) throws(EndOfBytes) {
    try require(count)
    offset += count
  }

  /// The next byte, left where it is.
  package var next: UInt8? { offset < end ? bytes[offset] : nil }

  private func require(_ count: Int) throws(EndOfBytes) {
    guard count >= 0, count <= end - offset else {
      throw EndOfBytes(offset: offset, wanted: count)
    }
  }
}
