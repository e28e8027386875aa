import Bytes

/// One chunk of a PNG: four letters and a body, with a checksum over both.
struct PNGChunk: Equatable {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  var type: String
  /// Where the body stands in the file.
  var range: Range<Int>

  /// Whether a decoder that doesn't know the chunk must give up.
  var isCritical: Bool { type.utf8.first.map { $0 & 0x20 == 0 } ?? false }

  /// Reads the chunk at the reader's place and checks its sum.
  static func next(_ reader: inout ByteReader) throws(ImageError) -> PNGChunk {
    let start = reader.offset
    do {
      let count = Int(try reader.readUInt32())
      let letters = try reader.read(4)
      guard letters.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
        throw ImageError.corrupt(reason: "no chunk starts here", offset: start)
      }
      let type = String(decoding: letters, as: UTF8.self)
      guard count <= 0x7FFF_FFFF else {
        throw ImageError.corrupt(reason: "\(type) is too long", offset: start)
      }
      guard reader.remaining >= count + 4 else {
        throw ImageError.truncated(field: type, offset: start)
      }
      let range = reader.offset..<reader.offset + count
      try reader.skip(count)
      let computed = CRC32.checksum(of: reader.bytes, in: start + 4..<range.upperBound)
      guard try reader.readUInt32() == computed else {
        throw ImageError.corrupt(reason: "the checksum of \(type) is wrong", offset: start)
      }
      return PNGChunk(type: type, range: range)
    } catch let error as ImageError {
      throw error
    } catch {
      throw .truncated(field: "a chunk's head", offset: start)
    }
  }

  /// A chunk as it stands in a file.
  static func encode(_ type: String, _ body: [UInt8]) -> [UInt8] {
    var bytes = bigEndian(UInt32(body.count)) + Array(type.utf8)
    bytes += body
    bytes += bigEndian(CRC32.checksum(of: bytes, in: 4..<bytes.count))
    return bytes
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> ($0 as UInt32)) }
  }
}
