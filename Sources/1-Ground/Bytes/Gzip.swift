/// Deflate in gzip's wrapping (RFC 1952).
package enum Gzip {
  /// One member without a name or a time, so that equal bytes give equal files.
  package static func compress(_ bytes: [UInt8], level: DeflateLevel = .standard) -> [UInt8] {
    var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    output += Deflate.compress(bytes, level: level)
    for value in [CRC32.checksum(of: bytes), UInt32(truncatingIfNeeded: bytes.count)] {
      for shift in [0, 8, 16, 24] as [UInt32] {
        output.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    return output
  }

  /// Expands all members, one after the other, to at most `limit` bytes.
  package static func decompress(_ bytes: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
    var output: [UInt8] = []
    var reader = ByteReader(bytes)
    var room = bytes.count * 4
    repeat {
      output += try member(&reader, limit: limit - output.count, room: room)
      // Room for the rest at each of many empty members would cost the square of their count.
      room = 0
    } while !reader.isAtEnd
    return output
  }

  private static func member(
    _ reader: inout ByteReader,
    limit: Int,
    room: Int
  ) throws(InflateError) -> [UInt8] {
    do {
      try skipHeader(&reader)
      let (output, end) = try Inflate.decompress(
        reader.bytes,
        in: reader.offset..<reader.end,
        limit: limit,
        room: room
      )
      try reader.skip(end - reader.offset)
      let declared = try reader.readLittleEndianUInt32()
      let computed = CRC32.checksum(of: output)
      guard declared == computed else {
        throw InflateError.checksum(declared: declared, computed: computed)
      }
      guard try reader.readLittleEndianUInt32() == UInt32(truncatingIfNeeded: output.count) else {
        throw InflateError.corrupt("the gzip length is wrong", offset: reader.offset - 4)
      }
      return output
    } catch let error as InflateError {
      throw error
    } catch {
      throw .truncated
    }
  }

  private static func skipHeader(_ reader: inout ByteReader) throws {
    let start = reader.offset
    guard try reader.readBigEndian(3) == 0x1F8B08 else {
      throw InflateError.corrupt("no gzip member starts here", offset: start)
    }
    let flags = try reader.readUInt8()
    guard flags & 0xE0 == 0 else {
      throw InflateError.corrupt("a reserved gzip flag is set", offset: start + 3)
    }
    try reader.skip(6)
    if flags & 4 != 0 { try reader.skip(Int(try reader.readLittleEndianUInt16())) }
    for flag in [8, 16] as [UInt8] where flags & flag != 0 {
      // A name or a comment, up to its zero.
      while try reader.readUInt8() != 0 {}
    }
    if flags & 2 != 0 { try reader.skip(2) }
  }
}
