package import Bytes

/// Writes a PNG with the smallest color type that holds the picture.
package enum PNGEncoder {
  package static func encode(_ bitmap: Bitmap, level: DeflateLevel = .standard) -> [UInt8] {
    if let palette = PNGPalette(of: bitmap) { return encode(bitmap, palette, level: level) }
    let header = PNGHeader(size: bitmap.size, depth: 8, colorType: colorType(of: bitmap))
    let raw = filteredRows(of: bitmap, header)
    return file(header, between: [], data: Zlib.compress(raw, level: level))
  }

  /// A picture of one color, without a bitmap in between.
  package static func flat(_ size: PixelSize, color: RGBA) -> [UInt8] {
    let header = PNGHeader(size: size, depth: 1, colorType: .palette)
    let raw = [UInt8](repeating: 0, count: header.rawCount)
    var chunks = PNGChunk.encode("PLTE", [color.red, color.green, color.blue])
    if color.alpha < 255 { chunks += PNGChunk.encode("tRNS", [color.alpha]) }
    return file(header, between: chunks, data: Zlib.compress(raw))
  }

  private static func file(
    _ header: PNGHeader,
    between chunks: [UInt8],
    data: [UInt8]
  ) -> [UInt8] {
    var bytes = PNGChunk.signature + PNGChunk.encode("IHDR", header.body) + chunks
    bytes += PNGChunk.encode("IDAT", data)
    bytes += PNGChunk.encode("IEND", [])
    return bytes
  }

  private static func encode(
    _ bitmap: Bitmap,
    _ palette: PNGPalette,
    level: DeflateLevel
  ) -> [UInt8] {
    let header = PNGHeader(size: bitmap.size, depth: palette.depth, colorType: .palette)
    var chunks = PNGChunk.encode("PLTE", palette.body)
    let transparency = palette.transparency
    if !transparency.isEmpty { chunks += PNGChunk.encode("tRNS", transparency) }
    let raw = indexedRows(of: bitmap, palette, header: header)
    return file(header, between: chunks, data: Zlib.compress(raw, level: level))
  }

  /// Rows of palette indices, several to a byte, unfiltered: neighbors of an index mean nothing.
  private static func indexedRows(
    of bitmap: Bitmap,
    _ palette: PNGPalette,
    header: PNGHeader
  ) -> [UInt8] {
    let rowCount = header.rowCount(width: bitmap.width) + 1
    var raw = [UInt8](repeating: 0, count: rowCount * bitmap.height)
    // Of one color every index is zero, as the bytes are already.
    guard palette.colors.count > 1 else { return raw }
    let perByte = 8 / header.depth
    var last = PNGPalette.color(bitmap.rgba, 0)
    var index = 0
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width {
        let color = PNGPalette.color(bitmap.rgba, (y &* bitmap.width &+ x) &* 4)
        if color != last {
          last = color
          index = palette.index(of: color)
        }
        let shift = (perByte &- 1 &- x % perByte) &* header.depth
        raw[y &* rowCount &+ 1 &+ x / perByte] |= UInt8(truncatingIfNeeded: index << shift)
      }
    }
    return raw
  }

  private static func colorType(of bitmap: Bitmap) -> PNGHeader.ColorType {
    var isGray = true
    var isOpaque = true
    for offset in stride(from: 0, to: bitmap.rgba.count, by: 4) {
      let green = bitmap.rgba[offset &+ 1]
      if bitmap.rgba[offset] != green || bitmap.rgba[offset &+ 2] != green { isGray = false }
      if bitmap.rgba[offset &+ 3] != 255 { isOpaque = false }
      if !isGray, !isOpaque { return .rgba }
    }
    return isGray ? (isOpaque ? .gray : .grayAlpha) : (isOpaque ? .rgb : .rgba)
  }

  private static func filteredRows(of bitmap: Bitmap, _ header: PNGHeader) -> [UInt8] {
    let channels = header.colorType.channels
    var row = [UInt8](repeating: 0, count: bitmap.width * channels)
    var above = row
    var filtered = row
    var best = row
    var raw: [UInt8] = []
    raw.reserveCapacity((row.count + 1) * bitmap.height)
    for y in 0..<bitmap.height {
      swap(&row, &above)
      fill(&row, from: bitmap, y: y, colorType: header.colorType)
      var bestSum = Int.max
      var bestFilter = PNGFilter.none
      for filter in PNGFilter.allCases {
        let sum = filter.apply(to: row, above: above, distance: channels, into: &filtered)
        guard sum < bestSum else { continue }
        bestSum = sum
        bestFilter = filter
        swap(&best, &filtered)
      }
      raw.append(bestFilter.rawValue)
      raw += best
    }
    return raw
  }

  private static func fill(
    _ row: inout [UInt8],
    from bitmap: Bitmap,
    y: Int,
    colorType: PNGHeader.ColorType
  ) {
    let start = y * bitmap.width * 4
    for x in 0..<bitmap.width {
      let offset = start &+ x &* 4
      switch colorType {
      case .gray, .palette: row[x] = bitmap.rgba[offset]
      case .grayAlpha:
        row[x &* 2] = bitmap.rgba[offset]
        row[x &* 2 &+ 1] = bitmap.rgba[offset &+ 3]
      case .rgb:
        for channel in 0..<3 { row[x &* 3 &+ channel] = bitmap.rgba[offset &+ channel] }
      case .rgba:
        for channel in 0..<4 { row[x &* 4 &+ channel] = bitmap.rgba[offset &+ channel] }
      }
    }
  }
}
