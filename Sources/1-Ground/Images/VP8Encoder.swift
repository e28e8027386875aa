/// Writes a VP8 key frame: whole-macroblock prediction in four modes, probabilities fitted to the
/// picture.
struct VP8Encoder {
  private let width: Int
  private let height: Int
  private let quantizerIndex: Int
  private let quantizer: VP8Quantizer
  private let columns: Int
  private let rows: Int
  private let source: [VP8Plane]
  private var planes: [VP8Plane]
  private var tokens = VP8Tokens()
  private var macroblocks: [Macroblock] = []
  private var levels = [Int16](repeating: 0, count: 25 * 16)
  private var coefficients = [VP8Transform.Block](repeating: .init(), count: 16)
  private var above: [VP8Context]
  private var left = VP8Context()

  private struct Macroblock {
    var luma: VP8Mode
    var chroma: VP8Mode
    var isEmpty: Bool
  }

  /// Takes Y, U and V as `WebPColor` lays them out.
  init(width: Int, height: Int, planes: [VP8Plane], quantizerIndex: Int) {
    self.width = width
    self.height = height
    self.quantizerIndex = quantizerIndex
    source = planes
    self.planes = planes.map { VP8Plane(width: $0.width, height: $0.height) }
    quantizer = VP8Quantizer(index: quantizerIndex)
    columns = (width + 15) / 16
    rows = (height + 15) / 16
    above = Array(repeating: VP8Context(), count: columns)
  }

  /// The frame's bytes, as the `VP8 ` chunk holds them.
  mutating func encode() -> [UInt8] {
    for row in 0..<rows {
      left = VP8Context()
      for column in 0..<columns { addMacroblock(column: column, row: row) }
    }
    var second = VP8BoolEncoder()
    let first = writeFirstPartition(tokensTo: &second)
    return frameTag(firstPartition: first.count) + first + second.finish()
  }

  private func frameTag(firstPartition: Int) -> [UInt8] {
    let tag = firstPartition << 5 | 1 << 4
    return [
      UInt8(truncatingIfNeeded: tag), UInt8(truncatingIfNeeded: tag >> 8),
      UInt8(truncatingIfNeeded: tag >> 16), 0x9D, 0x01, 0x2A,
      UInt8(truncatingIfNeeded: width), UInt8(truncatingIfNeeded: width >> 8),
      UInt8(truncatingIfNeeded: height), UInt8(truncatingIfNeeded: height >> 8),
    ]
  }

  private func writeFirstPartition(tokensTo second: inout VP8BoolEncoder) -> [UInt8] {
    var header = VP8BoolEncoder()
    header.put(0, bits: 3)  // colour space, clamping, no segments
    header.put(0, bits: 1)  // the normal loop filter
    header.put(VP8Encoder.filterLevel(quantizerIndex), bits: 6)
    header.put(0, bits: 3)  // sharpness
    header.put(0, bits: 3)  // no filter deltas, one partition of tokens
    header.put(quantizerIndex, bits: 7)
    header.put(0, bits: 5)  // no quantizer deltas
    header.put(0, bits: 1)  // refresh_entropy_probs
    let chances = tokens.writeProbabilities(to: &header)
    tokens.write(to: &second, chances: chances)
    let full = macroblocks.count { !$0.isEmpty }
    let skipChance = UInt8(max(1, min(255, full * 255 / macroblocks.count)))
    header.put(1, bits: 1)  // macroblocks without coefficients are marked
    header.put(Int(skipChance), bits: 8)
    for macroblock in macroblocks {
      header.put(macroblock.isEmpty, skipChance)
      VP8Encoder.put(luma: macroblock.luma, to: &header)
      VP8Encoder.put(chroma: macroblock.chroma, to: &header)
    }
    return header.finish()
  }

  /// Smooths block edges about as much as quantizing roughens them.
  private static func filterLevel(_ index: Int) -> Int { min(63, index / 4) }

  private static func put(luma mode: VP8Mode, to header: inout VP8BoolEncoder) {
    let chances = VP8Tables.yMode
    header.put(true, chances[0])
    header.put(mode.rawValue >= 2, chances[1])
    header.put(mode.rawValue & 1 == 1, chances[mode.rawValue >= 2 ? 3 : 2])
  }

  private static func put(chroma mode: VP8Mode, to header: inout VP8BoolEncoder) {
    for step in 0..<3 {
      header.put(mode.rawValue > step, VP8Tables.uvMode[step])
      if mode.rawValue == step { return }
    }
  }

  private mutating func addMacroblock(column: Int, row: Int) {
    let luma = codeLuma(x: column * 16, y: row * 16)
    let chroma = codeChroma(x: column * 8, y: row * 8)
    let isEmpty = !levels.contains { $0 != 0 }
    macroblocks.append(Macroblock(luma: luma, chroma: chroma, isEmpty: isEmpty))
    if isEmpty {
      left = VP8Context()
      above[column] = VP8Context()
    } else {
      addTokens(column: column)
    }
  }

  /// Predicts, transforms and rebuilds the luma of a macroblock.
  private mutating func codeLuma(x: Int, y: Int) -> VP8Mode {
    let original = VP8Square(luma: source[0], x: x, y: y)
    let (mode, predicted) = VP8Borders(luma: planes[0], x: x, y: y).best(for: original)
    var dcs = VP8Transform.Block()
    for block in 0..<16 {
      let residual = original.residual(block, from: predicted)
      coefficients[block] = VP8Transform.forward(residual)
      dcs[block / 4, block % 4] = coefficients[block].r0[0]
    }
    let dcLevels = quantizer.lumaDC.levels(of: VP8Transform.forwardWalsh(dcs))
    keep(dcLevels, block: 24)
    dcs = VP8Transform.inverseWalsh(quantizer.lumaDC.restore(dcLevels))
    var rebuilt = predicted
    for block in 0..<16 {
      var blockLevels = quantizer.luma.levels(of: coefficients[block])
      blockLevels.r0[0] = 0
      keep(blockLevels, block: block)
      var restored = quantizer.luma.restore(blockLevels)
      restored.r0[0] = dcs[block / 4, block % 4]
      rebuilt.add(VP8Transform.inverse(restored), to: block)
    }
    rebuilt.store(luma: &planes[0], x: x, y: y)
    return mode
  }

  /// Predicts, transforms and rebuilds both chroma planes of a macroblock.
  private mutating func codeChroma(x: Int, y: Int) -> VP8Mode {
    let original = VP8Square(chroma: source[1], source[2], x: x, y: y)
    let borders = VP8Borders(chroma: planes[1], planes[2], x: x, y: y)
    let (mode, predicted) = borders.best(for: original)
    var rebuilt = predicted
    for block in 0..<8 {
      let residual = original.residual(block, from: predicted)
      let blockLevels = quantizer.chroma.levels(of: VP8Transform.forward(residual))
      // U and V lie side by side in the square, one after the other in the bitstream.
      let (row, column) = (block / 4, block % 4)
      keep(blockLevels, block: 16 + column / 2 * 4 + row * 2 + column % 2)
      let restored = quantizer.chroma.restore(blockLevels)
      rebuilt.add(VP8Transform.inverse(restored), to: block)
    }
    rebuilt.store(chroma: &planes[1], x: x, y: y, lane: 0)
    rebuilt.store(chroma: &planes[2], x: x, y: y, lane: 8)
    return mode
  }

  private mutating func keep(_ block: VP8Transform.Block, block number: Int) {
    for place in 0..<16 {
      let index = VP8Tables.zigzag[place]
      levels[number * 16 + place] = Int16(truncatingIfNeeded: block[index / 4, index % 4])
    }
  }

  private mutating func addTokens(column: Int) {
    var top = above[column]
    let hasDC = tokens.add(levels, at: 384, type: 1, first: 0, context: top.dc + left.dc)
    (top.dc, left.dc) = (hasDC ? 1 : 0, hasDC ? 1 : 0)
    for block in 0..<24 {
      let (across, down) = VP8Context.lanes(of: block)
      let any = tokens.add(
        levels,
        at: block * 16,
        type: block < 16 ? 0 : 2,
        first: block < 16 ? 1 : 0,
        context: top.flags[across] + left.flags[down]
      )
      top.flags[across] = any ? 1 : 0
      left.flags[down] = any ? 1 : 0
    }
    above[column] = top
  }
}
