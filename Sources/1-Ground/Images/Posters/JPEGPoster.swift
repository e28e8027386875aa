import Bytes

/// A poster as JPEG: rows of blocks, each a run of its own between restart marks, so that equal rows are equal bytes.
///
/// A poster has few different blocks, and few rows of them. For a seed each block that shows one of its colors
/// is transformed once, each row written once; the rest is copying.
struct JPEGPoster: PosterForm {
  private let head: [UInt8]
  /// The colors behind those of the quarters.
  private let marks: [RGBA]
  private let blocks: JPEGPosterBlocks
  private let coder: JPEGBlockCoder
  /// Every block as the coder writes it; those that show a quarter are written anew for each seed.
  private let written: [[JPEGBlockCoder.Block]]

  init(_ size: PixelSize, quality: Int) throws(ImageError) {
    guard max(size.width, size.height) <= 65535 else {
      throw .unsupported(.jpeg, feature: "a side longer than 65535 pixels")
    }
    let poster = IndexedPoster(size)
    let tables = [JPEGQuantization.luma, JPEGQuantization.chroma].map {
      JPEGQuantization.scaled($0, quality: quality)
    }
    blocks = JPEGPosterBlocks(poster.indices, size)
    coder = JPEGBlockCoder(tables)
    marks = Array(poster.palette.dropFirst(IndexedPoster.stencils.count))
    head = JPEGEncoder.head(size, .full, tables, restart: blocks.across)
    written = JPEGPoster.written(blocks.kinds, poster.palette, coder)
  }

  var count: Int { head.count + blocks.count + written.count * 256 }

  func encode(_ quarters: [RGBA]) -> [UInt8] {
    let samples = JPEGPoster.samples(quarters + marks)
    var written = written
    for kind in blocks.seeded {
      written[kind] = samples.enumerated().map { component, levels in
        coder.block(blocks.kinds[kind], levels, component)
      }
    }
    let rows = blocks.rows.map { coder.row($0, written) }
    var bytes = head
    bytes.reserveCapacity(blocks.order.reduce(head.count + 2) { $0 + rows[$1].count + 2 })
    for (number, row) in blocks.order.enumerated() {
      if number > 0 { bytes += [0xFF, 0xD0 | UInt8((number - 1) & 7)] }
      bytes += rows[row]
    }
    return bytes + [0xFF, 0xD9]
  }

  private static func written(
    _ kinds: [[UInt8]],
    _ palette: [RGBA],
    _ coder: JPEGBlockCoder
  ) -> [[JPEGBlockCoder.Block]] {
    let samples = samples(palette)
    return kinds.map { kind in
      samples.enumerated().map { component, levels in coder.block(kind, levels, component) }
    }
  }

  /// The palette's colors as the three components have them.
  private static func samples(_ palette: [RGBA]) -> [[UInt8]] {
    var strip = Bitmap(width: palette.count, height: 1)
    for (x, color) in palette.enumerated() { strip[x, 0] = color }
    let color = JPEGColor(strip, halved: false)
    return [color.luma, color.blue, color.red].map { Array($0.samples[..<palette.count]) }
  }
}

/// The blocks of a poster by their kinds: all that look alike, whatever the colors, are one.
struct JPEGPosterBlocks: Sendable {
  /// How many blocks stand side by side.
  let across: Int
  /// Each kind as 64 places in the palette.
  private(set) var kinds: [[UInt8]] = []
  /// The kinds that show a quarter's color.
  private(set) var seeded: [Int] = []
  /// The different rows of blocks, as kinds from left to right.
  private(set) var rows: [[Int]] = []
  /// Which of them stands where, from top to bottom.
  private(set) var order: [Int] = []

  init(_ indices: [UInt8], _ size: PixelSize) {
    across = (size.width + 7) / 8
    var known: [[UInt8]: Int] = [:]
    var knownRows: [[Int]: Int] = [:]
    for top in stride(from: 0, to: size.height, by: 8) {
      let row = stride(from: 0, to: size.width, by: 8).map { left in
        let kind = JPEGPosterBlocks.kind(indices, size, left, top)
        if let number = known[kind] { return number }
        known[kind] = kinds.count
        kinds.append(kind)
        return kinds.count - 1
      }
      if knownRows[row] == nil {
        knownRows[row] = rows.count
        rows.append(row)
      }
      order.append(knownRows[row] ?? 0)
    }
    let quarters = UInt8(IndexedPoster.stencils.count)
    seeded = kinds.indices.filter { kinds[$0].contains { $0 < quarters } }
  }

  /// How many bytes it takes, about.
  var count: Int { kinds.count * 96 + rows.count * across * 8 }

  /// The block whose corner is there; the picture's last column and row are repeated beyond it.
  private static func kind(
    _ indices: [UInt8],
    _ size: PixelSize,
    _ left: Int,
    _ top: Int
  ) -> [UInt8] {
    (0..<64).map { place in
      let x = min(left + place & 7, size.width - 1)
      let y = min(top + place >> 3, size.height - 1)
      return indices[y * size.width + x]
    }
  }
}
