/// The tiles of an AV1 picture: as few as its limits on width and area allow.
struct AV1Tiling {
  /// The 8x8 blocks that a tile covers.
  struct Tile {
    var blockColumns: Range<Int>
    var blockRows: Range<Int>
  }

  /// The binary logarithms that the header implies.
  let columnsLog2: Int
  let rowsLog2: Int
  /// Whether the header asks "more?" after the implied number.
  let asksForColumns: Bool
  let asksForRows: Bool
  let tiles: [Tile]

  var count: Int { tiles.count }

  init(width: Int, height: Int) {
    let across = (width + 63) / 64
    let down = (height + 63) / 64
    columnsLog2 = AV1Tiling.log2(across, of: 64)
    asksForColumns = columnsLog2 < AV1Tiling.log2(min(across, 64), of: 1)
    let least = max(columnsLog2, AV1Tiling.log2(across * down, of: 2304))
    rowsLog2 = max(least - columnsLog2, 0)
    asksForRows = rowsLog2 < AV1Tiling.log2(min(down, 64), of: 1)
    let columns = AV1Tiling.cut(across, log2: columnsLog2, blocks: (width + 7) / 8)
    let rows = AV1Tiling.cut(down, log2: rowsLog2, blocks: (height + 7) / 8)
    tiles = rows.flatMap { row in columns.map { Tile(blockColumns: $0, blockRows: row) } }
  }

  /// The least power of two of `unit` that reaches `target`.
  private static func log2(_ target: Int, of unit: Int) -> Int {
    var result = 0
    while unit << result < target { result += 1 }
    return result
  }

  private static func cut(_ superblocks: Int, log2: Int, blocks: Int) -> [Range<Int>] {
    let size = (superblocks + (1 << log2) - 1) >> log2 * 8
    return stride(from: 0, to: blocks, by: size).map { $0..<min($0 + size, blocks) }
  }
}
