/// Turns coefficients into small numbers and back.
struct AV1Quantizer {
  private typealias Row = AV1Transform.Row
  private let steps: (first: AV1Transform.Row, others: AV1Transform.Row)
  private let scales: (first: AV1Transform.Row, others: AV1Transform.Row)
  private let roundings: (first: AV1Transform.Row, others: AV1Transform.Row)

  /// The index is AV1's `base_q_idx`, 1 to 255.
  init(index: Int) {
    let dc = AV1Tables.dcQuantizer[index]
    let ac = AV1Tables.acQuantizer[index]
    func rows(_ dc: Int32, _ ac: Int32) -> (first: Row, others: Row) {
      (Row(dc, ac, ac, ac, ac, ac, ac, ac), Row(repeating: ac))
    }
    steps = rows(dc, ac)
    scales = rows(65536 / dc, 65536 / ac)
    // Rounding AC down a little costs less sharpness than it saves bits.
    roundings = rows(dc * 15 / 32, ac * 3 / 8)
  }

  /// The numbers that are written for a block of coefficients.
  func quantize(_ block: AV1Transform.Block, into coefficients: inout AV1Coefficients) {
    let quantized = block.mapRows { row, y in
      let sign = row &>> 31
      let magnitude = (row ^ sign) &- sign
      let rounding = y == 0 ? roundings.first : roundings.others
      let scale = y == 0 ? scales.first : scales.others
      let level = ((magnitude &+ rounding) &* scale) &>> 16
      return (level ^ sign) &- sign
    }
    _ = quantized.mapRows { row, y in
      coefficients[row: y] = row
      return row
    }
  }

  /// The coefficients that a decoder sees.
  func restore(_ coefficients: AV1Coefficients) -> AV1Transform.Block {
    AV1Transform.Block().mapRows { _, y in
      let row = coefficients[row: y] &* (y == 0 ? steps.first : steps.others)
      let lowest = Row(repeating: -32768)
      return row.clamped(lowerBound: lowest, upperBound: Row(repeating: 32767))
    }
  }
}
