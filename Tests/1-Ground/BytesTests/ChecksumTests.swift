import Bytes
import Testing

struct ChecksumTests {
  // The check values of the two algorithms' definitions.
  @Test func `gives the known checksums`() {
    #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.checksum(of: []) == 0)
    #expect(Adler32.checksum(of: Array("Wikipedia".utf8)) == 0x11E6_0398)
    #expect(Adler32.checksum(of: []) == 1)
  }

  @Test(arguments: 0..<40)
  func `gives the same checksum in one go as byte by byte`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
    var crc = CRC32()
    var adler = Adler32()
    for index in bytes.indices {
      crc.update(bytes, in: index..<index + 1)
      adler.update(bytes, in: index..<index + 1)
    }
    #expect(CRC32.checksum(of: bytes) == crc.value)
    #expect(Adler32.checksum(of: bytes) == adler.value)
  }

  @Test func `keeps Adler's sums below their modulus in long runs`() {
    // zlib.adler32(b"\xff" * 100000) in Python.
    #expect(Adler32.checksum(of: [UInt8](repeating: 255, count: 100_000)) == 0x149A_302C)
  }
}
