/// Deflate with zlib's two bytes before it and its checksum behind it (RFC 1950).
package enum Zlib {
  package static func compress(_ bytes: [UInt8], level: DeflateLevel = .standard) -> [UInt8] {
    // A window of 32 KiB; the second byte makes the pair a multiple of 31.
    var output: [UInt8] = [0x78, level == .best ? 0xDA : level == .standard ? 0x9C : 0x01]
    output += Deflate.compress(bytes, level: level)
    let checksum = Adler32.checksum(of: bytes)
    for shift in [24, 16, 8, 0] as [UInt32] {
      output.append(UInt8(truncatingIfNeeded: checksum >> shift))
    }
    return output
  }

  /// Expands one whole stream of at most `limit` bytes; what follows it is left alone.
  package static func decompress(_ bytes: [UInt8], limit: Int) throws(InflateError) -> [UInt8] {
    guard bytes.count >= 2 else { throw .truncated }
    guard bytes[0] & 15 == 8, (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0 else {
      throw .corrupt("the zlib header is wrong", offset: 0)
    }
    guard bytes[1] & 0x20 == 0 else {
      throw .corrupt("the zlib stream asks for a preset dictionary", offset: 1)
    }
    let (output, end) = try Inflate.decompress(bytes, in: 2..<bytes.count, limit: limit)
    guard end + 4 <= bytes.count else { throw .truncated }
    let declared = bytes[end..<end + 4].reduce(0) { $0 << 8 | UInt32($1) }
    let computed = Adler32.checksum(of: output)
    guard declared == computed else {
      throw .checksum(declared: declared, computed: computed)
    }
    return output
  }
}
