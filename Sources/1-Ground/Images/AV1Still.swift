/// One AV1 picture in the smallest subset of the format that still compresses well.
///
/// Blocks are 8x8, predicted flat from their neighbours, with the 8x8 transform and fixed
/// probabilities; there is no filtering. Colour is 4:4:4 (High profile), alpha is one plane (Main).
struct AV1Still {
  let width: Int
  let height: Int
  /// AV1's `base_q_idx`, 1 to 255.
  var quantizerIndex: Int
  /// Three for colour, one for alpha.
  let planeCount: Int

  /// Writes the planes and leaves in them what a decoder will show.
  func encode(_ planes: inout [AV1Plane]) -> [UInt8] {
    let header = AV1Header(self)
    var tiles: [UInt8] = []
    for (number, tile) in header.tiling.tiles.enumerated() {
      var coder = AV1SymbolCoder()
      var walk = makeTile(tile)
      walk.code(&planes, with: &coder)
      let bytes = coder.finish()
      if number < header.tiling.count - 1 { tiles += littleEndian(bytes.count - 1) }
      tiles += bytes
    }
    return header.sequenceUnit() + header.frameUnit(tiles: tiles)
  }

  /// Reads what `encode` wrote; nil where the bytes are of another make.
  static func decode(
    _ bytes: ArraySlice<UInt8>,
    width: Int,
    height: Int,
    planeCount: Int
  ) -> [AV1Plane]? {
    guard
      let (still, tiles) = AV1Header.recognize(
        bytes,
        width: width,
        height: height,
        planeCount: planeCount
      )
    else {
      return nil
    }
    return still.decodeTiles(tiles)
  }

  private func decodeTiles(_ bytes: ArraySlice<UInt8>) -> [AV1Plane]? {
    let tiling = AV1Tiling(width: width, height: height)
    var planes = Array(repeating: AV1Plane(width: width, height: height), count: planeCount)
    var rest = bytes
    for (number, tile) in tiling.tiles.enumerated() {
      var count = rest.count
      if number < tiling.count - 1 {
        guard rest.count >= 4 else { return nil }
        count = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) } + 1
        rest = rest.dropFirst(4)
      }
      guard count <= rest.count else { return nil }
      var coder = AV1SymbolCoder(reading: rest.prefix(count))
      var walk = makeTile(tile)
      walk.code(&planes, with: &coder)
      guard !coder.isLost else { return nil }
      rest = rest.dropFirst(count)
    }
    return planes
  }

  private func makeTile(_ tile: AV1Tiling.Tile) -> AV1Tile {
    AV1Tile(
      blockColumns: tile.blockColumns,
      blockRows: tile.blockRows,
      planes: planeCount,
      quantizerIndex: quantizerIndex
    )
  }

  private func littleEndian(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
