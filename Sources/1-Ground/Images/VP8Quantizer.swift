/// The steps of VP8's three kinds of block at one quality.
struct VP8Quantizer {
  /// The steps of one kind: for DC and for the rest.
  struct Steps {
    var dc: Int32
    var ac: Int32

    /// The levels of a block of coefficients, rounded with a little less than half a step.
    func levels(of block: VP8Transform.Block) -> VP8Transform.Block {
      block.mapRows { row, y in
        let step = steps(y)
        let sign = row &>> 31
        let magnitude = (row ^ sign) &- sign
        let scale =
          y == 0
          ? SIMD4(131072 / dc, 131072 / ac, 131072 / ac, 131072 / ac)
          : SIMD4(repeating: 131072 / ac)
        let level = ((magnitude &+ (step &* 13) &>> 5) &* scale) &>> 17
        return (level.clamped(lowerBound: SIMD4(), upperBound: SIMD4(repeating: 2047)) ^ sign)
          &- sign
      }
    }

    /// The coefficients that a decoder sees.
    func restore(_ levels: VP8Transform.Block) -> VP8Transform.Block {
      levels.mapRows { row, y in row &* steps(y) }
    }

    private func steps(_ row: Int) -> SIMD4<Int32> {
      row == 0 ? SIMD4(dc, ac, ac, ac) : SIMD4(repeating: ac)
    }
  }

  let luma: Steps
  let lumaDC: Steps
  let chroma: Steps

  /// The index is VP8's base quantizer, 0 to 127; the deltas are those of the header.
  init(index: Int, deltas: Deltas = Deltas()) {
    func dc(_ delta: Int) -> Int32 { VP8Tables.dcQuantizer[max(0, min(127, index + delta))] }
    func ac(_ delta: Int) -> Int32 { VP8Tables.acQuantizer[max(0, min(127, index + delta))] }
    luma = Steps(dc: dc(deltas.lumaDC), ac: ac(0))
    lumaDC = Steps(dc: dc(deltas.secondDC) * 2, ac: max(8, ac(deltas.secondAC) * 155 / 100))
    chroma = Steps(dc: min(132, dc(deltas.chromaDC)), ac: ac(deltas.chromaAC))
  }

  /// How far a header moves single steps away from the base.
  struct Deltas {
    var lumaDC = 0
    var secondDC = 0
    var secondAC = 0
    var chromaDC = 0
    var chromaAC = 0
  }
}
