/// The checksum that ends a zlib stream (RFC 1950).
package struct Adler32: Sendable {
  private var sum: UInt32 = 1
  private var sumOfSums: UInt32 = 0

  package init() {}

  package var value: UInt32 { sumOfSums << 16 | sum }

  package static func checksum(of bytes: [UInt8]) -> UInt32 {
    var checksum = Adler32()
    checksum.update(bytes, in: 0..<bytes.count)
    return checksum.value
  }

  package mutating func update(_ bytes: [UInt8], in range: Range<Int>) {
    let bytes = bytes.span
    var offset = range.lowerBound
    while offset < range.upperBound {
      // 5552 is the most bytes that can't overflow 32 bits.
      let end = min(offset + 5552, range.upperBound)
      var low = sum
      var high = sumOfSums
      while offset < end {
        low &+= UInt32(bytes[offset])
        high &+= low
        offset &+= 1
      }
      sum = low % 65521
      sumOfSums = high % 65521
    }
  }
}
