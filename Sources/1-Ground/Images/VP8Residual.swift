/// The coefficients of one macroblock, read and transformed back.
struct VP8Residual {
  /// Sixteen blocks of luma, four of U, four of V.
  private(set) var blocks = [VP8Transform.Block](repeating: .init(), count: 24)

  mutating func clear() {
    for block in 0..<24 { blocks[block] = VP8Transform.Block() }
  }

  /// Reads a macroblock; false where nothing in it differs from the prediction.
  mutating func read(
    from bits: inout VP8BoolDecoder,
    chances: [UInt8],
    quantizer: VP8Quantizer,
    hasSecond: Bool,
    above: inout VP8Context,
    left: inout VP8Context
  ) -> Bool {
    var isChanged = false
    var dcs = VP8Transform.Block()
    if hasSecond {
      let context = above.dc + left.dc
      let (second, end) = readBlock(
        &bits,
        chances,
        type: 1,
        first: 0,
        context: context,
        steps: quantizer.lumaDC
      )
      (above.dc, left.dc) = (end > 0 ? 1 : 0, end > 0 ? 1 : 0)
      dcs = VP8Transform.inverseWalsh(second)
    }
    for number in 0..<24 {
      let isLuma = number < 16
      let (across, down) = VP8Context.lanes(of: number)
      let first = isLuma && hasSecond ? 1 : 0
      var (block, end) = readBlock(
        &bits,
        chances,
        type: isLuma ? (hasSecond ? 0 : 3) : 2,
        first: first,
        context: above.flags[across] + left.flags[down],
        steps: isLuma ? quantizer.luma : quantizer.chroma
      )
      above.flags[across] = end > first ? 1 : 0
      left.flags[down] = end > first ? 1 : 0
      if first == 1 { block.r0[0] = dcs[number / 4, number % 4] }
      guard end > 1 || block.r0[0] != 0 else { continue }
      isChanged = true
      blocks[number] = VP8Transform.inverse(block)
    }
    return isChanged
  }

  /// One block's coefficients, and the place after the last that was read.
  private func readBlock(
    _ bits: inout VP8BoolDecoder,
    _ chances: [UInt8],
    type: Int,
    first: Int,
    context: Int,
    steps: VP8Quantizer.Steps
  ) -> (VP8Transform.Block, end: Int) {
    var block = VP8Transform.Block()
    var place = first
    var node = VP8Tokens.node(type, place, context: context)
    while place < 16 {
      guard bits.read(chances[node]) else { return (block, place) }
      while !bits.read(chances[node + 1]) {
        place += 1
        guard place < 16 else { return (block, 16) }
        node = VP8Tokens.node(type, place, context: 0)
      }
      let magnitude = readMagnitude(&bits, chances, node: node)
      let index = VP8Tables.zigzag[place]
      let step = place > 0 ? steps.ac : steps.dc
      let value = Int32(truncatingIfNeeded: magnitude) * step
      block[index / 4, index % 4] = bits.read(128) ? -value : value
      place += 1
      if place < 16 { node = VP8Tokens.node(type, place, context: magnitude > 1 ? 2 : 1) }
    }
    return (block, 16)
  }

  private func readMagnitude(
    _ bits: inout VP8BoolDecoder,
    _ chances: [UInt8],
    node: Int
  ) -> Int {
    guard bits.read(chances[node + 2]) else { return 1 }
    guard bits.read(chances[node + 3]) else {
      guard bits.read(chances[node + 4]) else { return 2 }
      return bits.read(chances[node + 5]) ? 4 : 3
    }
    let category: Int
    if !bits.read(chances[node + 6]) {
      category = bits.read(chances[node + 7]) ? 1 : 0
    } else if bits.read(chances[node + 8]) {
      category = bits.read(chances[node + 10]) ? 5 : 4
    } else {
      category = bits.read(chances[node + 9]) ? 3 : 2
    }
    var extra = 0
    for chance in VP8Tokens.extraChances[category] {
      extra = extra << 1 | (bits.read(chance) ? 1 : 0)
    }
    return VP8Tokens.categoryStarts[category] + extra
  }
}
