/// One colour plane in rows of eight samples, padded to whole 8x8 blocks.
struct AV1Plane {
  /// Blocks across.
  let columns: Int
  /// Blocks down.
  let rows: Int
  /// Eight samples each, `columns` of them a row of pixels.
  var groups: [SIMD8<UInt8>]

  init(width: Int, height: Int) {
    columns = (width + 7) / 8
    rows = (height + 7) / 8
    groups = [SIMD8<UInt8>](repeating: SIMD8(), count: columns * rows * 8)
  }

  /// The flat block that AV1 predicts from the samples above and to the left.
  func prediction(column: Int, row: Int, hasAbove: Bool, hasLeft: Bool) -> Int32 {
    let base = row * 8 * columns + column
    var sum: Int32 = 0
    if hasAbove {
      sum = SIMD8<Int32>(truncatingIfNeeded: groups[base - columns]).wrappedSum()
    }
    if hasLeft {
      for y in 0..<8 { sum += Int32(groups[base - 1 + y * columns][7]) }
    }
    switch (hasAbove, hasLeft) {
    case (true, true): return (sum + 8) >> 4
    case (false, false): return 128
    default: return (sum + 4) >> 3
    }
  }

  /// A block's samples less a flat prediction.
  func residual(column: Int, row: Int, prediction: Int32) -> AV1Transform.Block {
    let base = row * 8 * columns + column
    return AV1Transform.Block().mapRows { _, y in
      SIMD8<Int32>(truncatingIfNeeded: groups[base + y * columns]) &- prediction
    }
  }

  /// Replaces a block by a flat prediction and what the coefficients add to it.
  mutating func rebuild(
    column: Int,
    row: Int,
    prediction: Int32,
    residual: AV1Transform.Block
  ) {
    let base = row * 8 * columns + column
    func line(_ values: AV1Transform.Row) -> SIMD8<UInt8> {
      let sum = values &+ prediction
      return SIMD8<UInt8>(
        truncatingIfNeeded: sum.clamped(lowerBound: SIMD8(), upperBound: SIMD8(repeating: 255))
      )
    }
    groups[base] = line(residual.r0)
    groups[base + columns] = line(residual.r1)
    groups[base + 2 * columns] = line(residual.r2)
    groups[base + 3 * columns] = line(residual.r3)
    groups[base + 4 * columns] = line(residual.r4)
    groups[base + 5 * columns] = line(residual.r5)
    groups[base + 6 * columns] = line(residual.r6)
    groups[base + 7 * columns] = line(residual.r7)
  }
}
