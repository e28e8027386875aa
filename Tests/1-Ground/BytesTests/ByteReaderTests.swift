import Bytes
import Testing

struct ByteReaderTests {
  @Test func `reads numbers most significant byte first`() throws {
    var reader = ByteReader([1, 2, 3, 4, 5, 6, 7])
    #expect(try reader.readUInt8() == 1)
    #expect(try reader.readUInt16() == 0x0203)
    #expect(try reader.readUInt32() == 0x0405_0607)
    #expect(reader.isAtEnd)
  }

  @Test func `reads numbers least significant byte first`() throws {
    var reader = ByteReader([1, 2, 3, 4, 5, 6])
    #expect(try reader.readLittleEndianUInt16() == 0x0201)
    #expect(try reader.readLittleEndianUInt32() == 0x0605_0403)
  }

  @Test func `says where a field that is cut short begins`() {
    var reader = ByteReader([1, 2, 3], in: 1..<3)
    #expect(throws: EndOfBytes(offset: 1, wanted: 4)) { try reader.readUInt32() }
    #expect(reader.remaining == 2)
  }

  @Test(arguments: [-1, 4, Int.max])
  func `never moves past the end`(count: Int) {
    var reader = ByteReader([1, 2, 3])
    #expect(throws: EndOfBytes.self) { try reader.skip(count) }
    #expect(reader.offset == 0)
  }
}
