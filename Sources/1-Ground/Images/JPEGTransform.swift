/// The cosine transform of eight by eight samples, both ways, by Arai, Agui and Nakajima.
///
/// Each row is one vector, so that a pass over the rows transforms all columns at once. Results
/// are scaled by `scale` for each row and column, which quantization undoes at no cost.
struct JPEGTransform {
  typealias Row = SIMD8<Float>

  /// The factors that the algorithm leaves out of each frequency.
  static let scale: [Float] = [
    1, 1.387_039_845, 1.306_562_965, 1.175_875_602, 1, 0.785_694_958, 0.541_196_100, 0.275_899_379,
  ]

  var row0 = Row()
  var row1 = Row()
  var row2 = Row()
  var row3 = Row()
  var row4 = Row()
  var row5 = Row()
  var row6 = Row()
  var row7 = Row()

  /// From samples to frequencies.
  @inline(__always)
  mutating func forward() {
    forwardColumns()
    transpose()
    forwardColumns()
    transpose()
  }

  /// From frequencies to samples.
  @inline(__always)
  mutating func inverse() {
    inverseColumns()
    transpose()
    inverseColumns()
    transpose()
  }

  @inline(__always)
  private mutating func forwardColumns() {
    let (sum0, difference0) = (row0 + row7, row0 - row7)
    let (sum1, difference1) = (row1 + row6, row1 - row6)
    let (sum2, difference2) = (row2 + row5, row2 - row5)
    let (sum3, difference3) = (row3 + row4, row3 - row4)
    let (outer, outerOdd) = (sum0 + sum3, sum0 - sum3)
    let (inner, innerOdd) = (sum1 + sum2, sum1 - sum2)
    row0 = outer + inner
    row4 = outer - inner
    let diagonal = (innerOdd + outerOdd) * 0.707_106_781
    row2 = outerOdd + diagonal
    row6 = outerOdd - diagonal
    let low = difference3 + difference2
    let middle = (difference2 + difference1) * 0.707_106_781
    let high = difference1 + difference0
    let turn = (low - high) * 0.382_683_433
    let lowTurned = low * 0.541_196_100 + turn
    let highTurned = high * 1.306_562_965 + turn
    let (upper, lower) = (difference0 + middle, difference0 - middle)
    row5 = lower + lowTurned
    row3 = lower - lowTurned
    row1 = upper + highTurned
    row7 = upper - highTurned
  }

  @inline(__always)
  private mutating func inverseColumns() {
    let (sum04, difference04) = (row0 + row4, row0 - row4)
    let sum26 = row2 + row6
    let difference26 = (row2 - row6) * 1.414_213_562 - sum26
    let (even0, even3) = (sum04 + sum26, sum04 - sum26)
    let (even1, even2) = (difference04 + difference26, difference04 - difference26)
    let (sum53, difference53) = (row5 + row3, row5 - row3)
    let (sum17, difference17) = (row1 + row7, row1 - row7)
    let odd0 = sum17 + sum53
    let diagonal = (sum17 - sum53) * 1.414_213_562
    let turn = (difference53 + difference17) * 1.847_759_065
    let odd1 = turn - difference53 * 2.613_125_930 - odd0
    let odd2 = diagonal - odd1
    let odd3 = turn - difference17 * 1.082_392_200 - odd2
    (row0, row7) = (even0 + odd0, even0 - odd0)
    (row1, row6) = (even1 + odd1, even1 - odd1)
    (row2, row5) = (even2 + odd2, even2 - odd2)
    (row3, row4) = (even3 + odd3, even3 - odd3)
  }

  /// Rows become columns: halves change places, then quarters, then neighbors.
  @inline(__always)
  private mutating func transpose() {
    let (a0, a4) = JPEGTransform.exchange4(row0, row4)
    let (a1, a5) = JPEGTransform.exchange4(row1, row5)
    let (a2, a6) = JPEGTransform.exchange4(row2, row6)
    let (a3, a7) = JPEGTransform.exchange4(row3, row7)
    let (b0, b2) = JPEGTransform.exchange2(a0, a2)
    let (b1, b3) = JPEGTransform.exchange2(a1, a3)
    let (b4, b6) = JPEGTransform.exchange2(a4, a6)
    let (b5, b7) = JPEGTransform.exchange2(a5, a7)
    (row0, row1) = JPEGTransform.exchange1(b0, b1)
    (row2, row3) = JPEGTransform.exchange1(b2, b3)
    (row4, row5) = JPEGTransform.exchange1(b4, b5)
    (row6, row7) = JPEGTransform.exchange1(b6, b7)
  }

  @inline(__always)
  private static func exchange4(_ a: Row, _ b: Row) -> (Row, Row) {
    (Row(lowHalf: a.lowHalf, highHalf: b.lowHalf), Row(lowHalf: a.highHalf, highHalf: b.highHalf))
  }

  @inline(__always)
  private static func exchange2(_ a: Row, _ b: Row) -> (Row, Row) {
    (
      Row(a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5]),
      Row(a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7])
    )
  }

  @inline(__always)
  private static func exchange1(_ a: Row, _ b: Row) -> (Row, Row) {
    (
      Row(a[0], b[0], a[2], b[2], a[4], b[4], a[6], b[6]),
      Row(a[1], b[1], a[3], b[3], a[5], b[5], a[7], b[7])
    )
  }
}
