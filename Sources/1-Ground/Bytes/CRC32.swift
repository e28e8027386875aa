/// The checksum of PNG chunks and gzip: the reflected polynomial 0xEDB88320.
package struct CRC32: Sendable {
  private var register: UInt32 = 0xFFFF_FFFF

  package init() {}

  package var value: UInt32 { ~register }

  /// The checksum of part of some bytes.
  package static func checksum(of bytes: [UInt8], in range: Range<Int>) -> UInt32 {
    var checksum = CRC32()
    checksum.update(bytes, in: range)
    return checksum.value
  }

  package static func checksum(of bytes: [UInt8]) -> UInt32 {
    checksum(of: bytes, in: 0..<bytes.count)
  }

  package mutating func update(_ bytes: [UInt8], in range: Range<Int>) {
    let table = CRC32.tables.span
    let bytes = bytes.span
    var crc = register
    var offset = range.lowerBound
    while offset &+ 8 <= range.upperBound {
      // Eight tables take eight bytes a step; table n is for the byte that n others follow.
      let low0 = UInt32(bytes[offset]) | UInt32(bytes[offset &+ 1]) << 8
      let low1 = UInt32(bytes[offset &+ 2]) << 16 | UInt32(bytes[offset &+ 3]) << 24
      let low = (low0 | low1) ^ crc
      let near = table[1792 &+ Int(low & 255)] ^ table[1536 &+ Int(low >> 8 & 255)]
      let middle = table[1280 &+ Int(low >> 16 & 255)] ^ table[1024 &+ Int(low >> 24)]
      let far =
        table[768 &+ Int(bytes[offset &+ 4])] ^ table[512 &+ Int(bytes[offset &+ 5])]
        ^ table[256 &+ Int(bytes[offset &+ 6])] ^ table[Int(bytes[offset &+ 7])]
      crc = near ^ middle ^ far
      offset &+= 8
    }
    while offset < range.upperBound {
      crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 255)]
      offset &+= 1
    }
    register = crc
  }

  private static let tables: [UInt32] = {
    var tables = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    for index in 256..<2048 {
      let shorter = tables[index - 256]
      tables.append(shorter >> 8 ^ tables[Int(shorter & 255)])
    }
    return tables
  }()
}
