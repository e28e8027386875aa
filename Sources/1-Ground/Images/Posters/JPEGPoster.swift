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
  /// Every block that shows no quarter's color; the others are coded for each seed.
  private let constant: JPEGBlockCoder.Blocks

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
    head = JPEGEncoder.head(size, .full, tables: tables, restart: blocks.across)
    constant = coder.blocks(blocks.kinds, poster.palette, except: Set(blocks.seeded))
  }

  var count: Int { head.count + blocks.count }

  func encode(_ quarters: [RGBA]) -> [UInt8] {
    var coded = constant
    let levels = JPEGPoster.levels(quarters + marks)
    for kind in blocks.seeded {
      coder.code(blocks.kinds[kind], levels: levels, as: kind, in: &coded)
    }
    let rows = blocks.rows.map { coder.row($0, of: coded) }
    var bytes = head
    bytes.reserveCapacity(blocks.order.reduce(head.count + 2) { $0 + rows[$1].count + 2 })
    for (number, row) in blocks.order.enumerated() {
      if number > 0 { bytes += [0xFF, 0xD0 | UInt8((number - 1) & 7)] }
      bytes += rows[row]
    }
    bytes += [0xFF, 0xD9]
    return bytes
  }

  /// The palette's colors as the three components have them.
  fileprivate static func levels(_ palette: [RGBA]) -> [[UInt8]] {
    var strip = Bitmap(width: palette.count, height: 1)
    for (x, color) in palette.enumerated() { strip[x, 0] = color }
    let color = JPEGColor(strip, halved: false)
    return [color.luma, color.blue, color.red].map { Array($0.samples[..<palette.count]) }
  }
}

extension JPEGBlockCoder {
  fileprivate func blocks(
    _ kinds: [[UInt8]],
    _ palette: [RGBA],
    except seeded: Set<Int>
  ) -> Blocks {
    var blocks = Blocks(count: kinds.count)
    let levels = JPEGPoster.levels(palette)
    for kind in kinds.indices where !seeded.contains(kind) {
      code(kinds[kind], levels: levels, as: kind, in: &blocks)
    }
    return blocks
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
        let kind = JPEGPosterBlocks.kind(indices, size, left: left, top: top)
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
    left: Int,
    top: Int
  ) -> [UInt8] {
    (0..<64).map { place in
      let x = min(left + place & 7, size.width - 1)
      let y = min(top + place >> 3, size.height - 1)
      return indices[y * size.width + x]
    }
  }
}
