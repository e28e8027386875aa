/// Which blocks along a macroblock's edge had coefficients; the next one's probabilities follow it.
struct VP8Context {
  /// Four of luma, two of U, two of V: 1 where there were any.
  var flags = SIMD8<Int>()
  /// The same of the block of luma DCs.
  var dc = 0

  /// Where a block from 0 to 23 keeps its flag in the row above and in the column to the left.
  static func lanes(of block: Int) -> (above: Int, left: Int) {
    if block < 16 { return (block % 4, block / 4) }
    let plane = 4 + (block - 16) / 4 * 2
    return (plane + block % 2, plane + block / 2 % 2)
  }
}

extension VP8Context {
  /// A macroblock without coefficients leaves this; the block of DCs counts only where there is one.
  mutating func skip(keepsDC: Bool) {
    flags = SIMD8()
    if !keepsDC { dc = 0 }
  }
}
