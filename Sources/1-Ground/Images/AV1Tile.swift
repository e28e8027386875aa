/// Codes the blocks of one tile: 64x64 superblocks, each split down to 8x8.
///
/// Writing replaces the planes' samples by what a decoder will show; reading fills them.
struct AV1Tile {
  /// Which 8x8 blocks of the picture the tile covers.
  let blockColumns: Range<Int>
  let blockRows: Range<Int>
  private let chances: [UInt16]
  private let model: AV1Model
  private let quantizer: AV1Quantizer
  private var coefficients = AV1Coefficients()
  private var above: [[AV1Coefficients.Trace]]
  private var left: [[AV1Coefficients.Trace]]

  init(blockColumns: Range<Int>, blockRows: Range<Int>, planes: Int, quantizerIndex: Int) {
    self.blockColumns = blockColumns
    self.blockRows = blockRows
    model = AV1Model(quantizerIndex: quantizerIndex)
    chances = model.chances
    quantizer = AV1Quantizer(index: quantizerIndex)
    let empty = [AV1Coefficients.Trace](repeating: 0, count: blockColumns.count)
    above = Array(repeating: empty, count: planes)
    left = Array(repeating: Array(repeating: 0, count: 8), count: planes)
  }

  mutating func code(_ planes: inout [AV1Plane], with coder: inout AV1SymbolCoder) {
    for row in stride(from: blockRows.lowerBound, to: blockRows.upperBound, by: 8) {
      for plane in left.indices { left[plane] = Array(repeating: 0, count: 8) }
      for column in stride(from: blockColumns.lowerBound, to: blockColumns.upperBound, by: 8) {
        codeSquare(8, column: column, row: row, planes: &planes, with: &coder)
        if coder.isLost { return }
      }
    }
  }

  /// Splits a square of `side` blocks into quarters, as far as they lie within the picture.
  private mutating func codeSquare(
    _ side: Int,
    column: Int,
    row: Int,
    planes: inout [AV1Plane],
    with coder: inout AV1SymbolCoder
  ) {
    guard blockColumns.contains(column), blockRows.contains(row) else { return }
    codePartition(side, column: column, row: row, with: &coder)
    guard side > 1 else {
      codeBlock(column: column, row: row, planes: &planes, with: &coder)
      return
    }
    let half = side / 2
    codeSquare(half, column: column, row: row, planes: &planes, with: &coder)
    codeSquare(half, column: column + half, row: row, planes: &planes, with: &coder)
    codeSquare(half, column: column, row: row + half, planes: &planes, with: &coder)
    codeSquare(half, column: column + half, row: row + half, planes: &planes, with: &coder)
  }

  private func codePartition(
    _ side: Int,
    column: Int,
    row: Int,
    with coder: inout AV1SymbolCoder
  ) {
    guard side > 1 else {
      if coder.code(0, chances, at: AV1Model.partition8, of: 4) != 0 { coder.isLost = true }
      return
    }
    let split = 3
    let size = side == 2 ? 0 : side == 4 ? 1 : 2
    let context =
      (column > blockColumns.lowerBound ? 2 : 0) + (row > blockRows.lowerBound ? 1 : 0)
    let hasRight = column + side / 2 < blockColumns.upperBound
    let hasBottom = row + side / 2 < blockRows.upperBound
    switch (hasRight, hasBottom) {
    case (true, true):
      let table = AV1Model.partition + (size * 4 + context) * 10
      if coder.code(split, chances, at: table, of: 10) != split { coder.isLost = true }
    case (false, false):
      break
    default:
      let chance = model.splitChance(size: size, context: context, acrossBottom: hasRight)
      if !coder.code(true, chance: chance) { coder.isLost = true }
    }
  }

  private mutating func codeBlock(
    column: Int,
    row: Int,
    planes: inout [AV1Plane],
    with coder: inout AV1SymbolCoder
  ) {
    let skip = coder.code(0, chances, at: AV1Model.skip, of: 2)
    let yMode = coder.code(0, chances, at: AV1Model.yMode, of: 13)
    let uvMode = planes.count > 1 ? coder.code(0, chances, at: AV1Model.uvMode, of: 14) : 0
    if skip != 0 || yMode != 0 || uvMode != 0 { coder.isLost = true }
    for plane in planes.indices {
      codeBlock(column: column, row: row, plane: plane, samples: &planes[plane], with: &coder)
    }
  }

  private mutating func codeBlock(
    column: Int,
    row: Int,
    plane: Int,
    samples: inout AV1Plane,
    with coder: inout AV1SymbolCoder
  ) {
    let prediction = samples.prediction(
      column: column,
      row: row,
      hasAbove: row > blockRows.lowerBound,
      hasLeft: column > blockColumns.lowerBound
    )
    if !coder.isReading {
      let residual = samples.residual(column: column, row: row, prediction: prediction)
      quantizer.quantize(AV1Transform.forward(residual), into: &coefficients)
    }
    let traceColumn = column - blockColumns.lowerBound
    let traceRow = (row - blockRows.lowerBound) & 7
    let trace = coefficients.code(
      with: &coder,
      chances: chances,
      isChroma: plane > 0,
      above: above[plane][traceColumn],
      left: left[plane][traceRow]
    )
    above[plane][traceColumn] = trace
    left[plane][traceRow] = trace
    let restored =
      trace == 0
      ? AV1Transform.Block() : AV1Transform.inverse(quantizer.restore(coefficients))
    samples.rebuild(column: column, row: row, prediction: prediction, residual: restored)
  }
}
