import Bytes

/// Puts a PNG together chunk by chunk, right or wrong.
struct PNGBuilder {
  var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(_ width: Int, _ height: Int, depth: UInt8, colorType: UInt8, interlace: UInt8 = 0) {
    add("IHDR", word(width) + word(height) + [depth, colorType, 0, 0, interlace])
  }

  mutating func add(_ type: String, _ body: [UInt8]) {
    let content = Array(type.utf8) + body
    bytes += word(body.count) + content + word(Int(CRC32.checksum(of: content)))
  }

  /// Adds the rows, each with its filter byte, and the end.
  func finished(_ rows: [[UInt8]]) -> [UInt8] {
    var builder = self
    builder.add("IDAT", Zlib.compress(rows.flatMap { $0 }))
    builder.add("IEND", [])
    return builder.bytes
  }

  private func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
