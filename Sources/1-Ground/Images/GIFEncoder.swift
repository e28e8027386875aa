/// Writes a GIF of one frame: at most 256 colours, and transparency that is all or nothing.
enum GIFEncoder {
  /// The format counts sizes in 16 bits.
  static let sideLimit = 65535

  static func encode(_ bitmap: Bitmap) throws(ImageError) -> [UInt8] {
    guard bitmap.width <= sideLimit, bitmap.height <= sideLimit else {
      throw .unsupported(.gif, feature: "a side over \(sideLimit)")
    }
    let palette = GIFPalette(of: bitmap)
    let bits = max(1, Int.bitWidth - (palette.colors.count - 1).leadingZeroBitCount)
    var bytes = Array("GIF89a".utf8)
    bytes += two(bitmap.width) + two(bitmap.height) + [0xF0 | UInt8(bits - 1), 0, 0]
    for index in 0..<1 << bits {
      let color = index < palette.colors.count ? palette.colors[index] : SIMD4()
      bytes += [UInt8(color[0]), UInt8(color[1]), UInt8(color[2])]
    }
    if let transparent = palette.transparent {
      bytes += [0x21, 0xF9, 4, 1, 0, 0, UInt8(transparent), 0]
    }
    bytes += [0x2C] + two(0) + two(0) + two(bitmap.width) + two(bitmap.height) + [0]
    let codeSize = max(2, bits)
    var writer = GIFCodeWriter(codeSize: codeSize)
    writer.write(palette.indices(of: bitmap))
    return bytes + [UInt8(codeSize)] + blocks(writer.bytes) + [0x3B]
  }

  /// Cuts data into the format's blocks of up to 255 bytes.
  private static func blocks(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(data.count + data.count / 255 + 2)
    for start in stride(from: 0, to: data.count, by: 255) {
      let block = data[start..<min(start + 255, data.count)]
      result.append(UInt8(block.count))
      result += block
    }
    return result + [0]
  }

  private static func two(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }
}
