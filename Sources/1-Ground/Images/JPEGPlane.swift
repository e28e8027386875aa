/// The samples of one component, padded to whole blocks.
struct JPEGPlane {
  /// Adding it leaves the nearest whole number in a float's lowest bits.
  private static let rounder: Float = 12_582_912

  /// Samples a row, and rows.
  let width: Int
  let height: Int
  var samples: [UInt8]

  init(width: Int, height: Int) {
    self.width = (width + 7) / 8 * 8
    self.height = (height + 7) / 8 * 8
    samples = [UInt8](repeating: 0, count: self.width * self.height)
  }

  /// One row of eight samples about zero.
  @inline(__always)
  private func row(_ offset: Int) -> JPEGTransform.Row {
    JPEGTransform.Row(
      Float(samples[offset]),
      Float(samples[offset &+ 1]),
      Float(samples[offset &+ 2]),
      Float(samples[offset &+ 3]),
      Float(samples[offset &+ 4]),
      Float(samples[offset &+ 5]),
      Float(samples[offset &+ 6]),
      Float(samples[offset &+ 7])
    ) - 128
  }

  /// Transforms the block whose corner is at `x` and `y` and divides it by its quantizers.
  ///
  /// The coefficients go row by row to `coefficients`; `divisors` are reciprocals.
  func quantize(
    _ x: Int,
    _ y: Int,
    divisors: [JPEGTransform.Row],
    into coefficients: inout [Int]
  ) {
    let offset = y * width + x
    var block = JPEGTransform()
    block.row0 = row(offset)
    block.row1 = row(offset &+ width)
    block.row2 = row(offset &+ width &* 2)
    block.row3 = row(offset &+ width &* 3)
    block.row4 = row(offset &+ width &* 4)
    block.row5 = row(offset &+ width &* 5)
    block.row6 = row(offset &+ width &* 6)
    block.row7 = row(offset &+ width &* 7)
    block.forward()
    JPEGPlane.round(block.row0 * divisors[0], into: &coefficients, offset: 0)
    JPEGPlane.round(block.row1 * divisors[1], into: &coefficients, offset: 8)
    JPEGPlane.round(block.row2 * divisors[2], into: &coefficients, offset: 16)
    JPEGPlane.round(block.row3 * divisors[3], into: &coefficients, offset: 24)
    JPEGPlane.round(block.row4 * divisors[4], into: &coefficients, offset: 32)
    JPEGPlane.round(block.row5 * divisors[5], into: &coefficients, offset: 40)
    JPEGPlane.round(block.row6 * divisors[6], into: &coefficients, offset: 48)
    JPEGPlane.round(block.row7 * divisors[7], into: &coefficients, offset: 56)
  }

  @inline(__always)
  private static func round(
    _ row: JPEGTransform.Row,
    into coefficients: inout [Int],
    offset: Int
  ) {
    let shifted = row + rounder
    for index in 0..<8 {
      let bits = Int32(truncatingIfNeeded: shifted[index].bitPattern)
      coefficients[offset &+ index] = Int(bits &- Int32(truncatingIfNeeded: rounder.bitPattern))
    }
  }

  /// Multiplies a block of coefficients by its quantizers and puts its samples at `x` and `y`.
  mutating func reconstruct(
    _ x: Int,
    _ y: Int,
    coefficients: [Int16],
    from start: Int,
    factors: [JPEGTransform.Row]
  ) {
    let coefficients = coefficients.span
    var rest: Int16 = 0
    for place in start &+ 1..<start &+ 64 { rest |= coefficients[place] }
    guard rest != 0 else { return fill(x, y, mean: Float(coefficients[start]) * factors[0][0]) }
    @inline(__always)
    func row(_ index: Int) -> JPEGTransform.Row {
      let offset = start &+ index &* 8
      let values = JPEGTransform.Row(
        Float(coefficients[offset]),
        Float(coefficients[offset &+ 1]),
        Float(coefficients[offset &+ 2]),
        Float(coefficients[offset &+ 3]),
        Float(coefficients[offset &+ 4]),
        Float(coefficients[offset &+ 5]),
        Float(coefficients[offset &+ 6]),
        Float(coefficients[offset &+ 7])
      )
      return values * factors[index]
    }
    var block = JPEGTransform()
    block.row0 = row(0)
    block.row1 = row(1)
    block.row2 = row(2)
    block.row3 = row(3)
    block.row4 = row(4)
    block.row5 = row(5)
    block.row6 = row(6)
    block.row7 = row(7)
    block.inverse()
    let offset = y * width + x
    put(block.row0, offset)
    put(block.row1, offset &+ width)
    put(block.row2, offset &+ width &* 2)
    put(block.row3, offset &+ width &* 3)
    put(block.row4, offset &+ width &* 4)
    put(block.row5, offset &+ width &* 5)
    put(block.row6, offset &+ width &* 6)
    put(block.row7, offset &+ width &* 7)
  }

  /// Most blocks of a smooth picture have but one coefficient, their mean.
  private mutating func fill(_ x: Int, _ y: Int, mean: Float) {
    let bits = Int32(truncatingIfNeeded: (mean + (JPEGPlane.rounder + 128)).bitPattern)
    let value = bits &- Int32(truncatingIfNeeded: JPEGPlane.rounder.bitPattern)
    let sample = UInt8(truncatingIfNeeded: min(max(value, 0), 255))
    for row in y..<y + 8 {
      for place in row * width + x..<row * width + x + 8 { samples[place] = sample }
    }
  }

  @inline(__always)
  private mutating func put(_ row: JPEGTransform.Row, _ offset: Int) {
    let shifted = row + (JPEGPlane.rounder + 128)
    for index in 0..<8 {
      let bits = Int32(truncatingIfNeeded: shifted[index].bitPattern)
      let value = bits &- Int32(truncatingIfNeeded: JPEGPlane.rounder.bitPattern)
      samples[offset &+ index] = UInt8(truncatingIfNeeded: min(max(value, 0), 255))
    }
  }

  /// The quantizers as the transform's rows: factors for decoding, reciprocals for encoding.
  static func factors(_ table: [Int], reciprocal: Bool = false) -> [JPEGTransform.Row] {
    (0..<8).map { row in
      var factors = JPEGTransform.Row()
      for column in 0..<8 {
        let scale = JPEGTransform.scale[row] * JPEGTransform.scale[column]
        let quantizer = Float(table[row * 8 + column])
        factors[column] = reciprocal ? 1 / (quantizer * scale * 8) : quantizer * scale / 8
      }
      return factors
    }
  }
}
