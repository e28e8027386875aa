/// The coefficients of one 8x8 block on their way between quantized numbers and symbols.
struct AV1Coefficients {
  /// The trace that a block leaves to its neighbours: the sum of its levels up to 63, and in the bits above
  /// whether DC is negative (1) or positive (2).
  typealias Trace = UInt8

  /// Quantized coefficients in raster order.
  private(set) var quantized = [Int32](repeating: 0, count: 64)
  /// Their magnitudes up to 15, with two rows and columns of zeros beyond the edges.
  private var levels = [UInt8](repeating: 0, count: 100)
  private let scan = AV1Tables.scan
  private let places = AV1Tables.scan.map { $0 >> 3 * 10 + $0 & 7 }
  private let levelOffsets = AV1Tables.scan.map(AV1Coefficients.levelOffset)

  /// Codes a block, all zero included, and returns what neighbours need to know.
  mutating func code(
    with coder: inout AV1SymbolCoder,
    chances: [UInt16],
    isChroma: Bool,
    above: Trace,
    left: Trace
  ) -> Trace {
    let plane = isChroma ? 1 : 0
    let zeroContext = isChroma ? 1 + (above != 0 ? 1 : 0) + (left != 0 ? 1 : 0) : 0
    let zeroTable = AV1Model.allZero + zeroContext * 2
    let knownEnd = coder.isReading ? 0 : takeLevels()
    guard coder.code(knownEnd == 0 ? 1 : 0, chances, at: zeroTable, of: 2) == 0 else { return 0 }
    if coder.isReading { clear() }
    if !isChroma, coder.code(1, chances, at: AV1Model.transformType, of: 5) != 1 {
      coder.isLost = true
    }
    let end = codeEnd(knownEnd, with: &coder, chances: chances, plane: plane)
    codeLevels(end: end, with: &coder, chances: chances, plane: plane)
    let signContext = AV1Coefficients.signContext(above: above, left: left)
    let signTable = AV1Model.dcSign + (plane * 3 + signContext) * 2
    return codeSigns(end: end, with: &coder, chances: chances, signTable: signTable)
  }

  /// One row of quantized numbers.
  subscript(row row: Int) -> AV1Transform.Row {
    get {
      var values = AV1Transform.Row()
      for column in 0..<8 { values[column] = quantized[row * 8 + column] }
      return values
    }
    set {
      for column in 0..<8 { quantized[row * 8 + column] = newValue[column] }
    }
  }

  /// Fills the levels from the quantized numbers and says where the last one stands, from 1.
  private mutating func takeLevels() -> Int {
    var end = 0
    for index in 0..<64 {
      let magnitude = quantized[scan[index]].magnitude
      levels[places[index]] = UInt8(truncatingIfNeeded: min(magnitude, 15))
      if magnitude != 0 { end = index + 1 }
    }
    return end
  }

  private mutating func clear() {
    for index in 0..<64 { quantized[index] = 0 }
    for index in 0..<100 { levels[index] = 0 }
  }

  private func codeEnd(
    _ known: Int,
    with coder: inout AV1SymbolCoder,
    chances: [UInt16],
    plane: Int
  ) -> Int {
    func width(of place: Int) -> Int { Int.bitWidth - place.leadingZeroBitCount }
    let knownClass = known < 2 ? 0 : width(of: known - 1)
    let found = coder.code(knownClass, chances, at: AV1Model.endClass + plane * 7, of: 7)
    guard found >= 2 else { return found + 1 }
    let first = 1 << (found - 1) + 1
    let extra = known - first
    let shift = found - 2
    let table = AV1Model.endExtra + (plane * 5 + shift) * 2
    let top = coder.code(extra >> shift & 1, chances, at: table, of: 2)
    let rest = coder.codeBits(extra & (1 << shift - 1), count: shift)
    return first + top << shift + rest
  }

  private mutating func codeLevels(
    end: Int,
    with coder: inout AV1SymbolCoder,
    chances: [UInt16],
    plane: Int
  ) {
    for index in stride(from: end - 1, through: 0, by: -1) {
      let place = places[index]
      let known = Int(levels[place])
      let near = Neighbours(levels, around: place)
      var level: Int
      if index == end - 1 {
        let context = index == 0 ? 0 : index <= 8 ? 1 : index <= 16 ? 2 : 3
        let table = AV1Model.lastLevel + (plane * 4 + context) * 3
        level = 1 + coder.code(min(known, 3) - 1, chances, at: table, of: 3)
      } else {
        let context = index == 0 ? 0 : near.levelContext + levelOffsets[index]
        let table = AV1Model.level + (plane * 26 + context) * 4
        level = coder.code(min(known, 3), chances, at: table, of: 4)
      }
      if level > 2 {
        let offset = index == 0 ? 0 : place == 1 || place == 10 || place == 11 ? 7 : 14
        let table = AV1Model.more + (plane * 21 + near.moreContext + offset) * 4
        for _ in 0..<4 {
          let step = coder.code(min(known - level, 3), chances, at: table, of: 4)
          level += step
          if step < 3 { break }
        }
      }
      levels[place] = UInt8(truncatingIfNeeded: level)
    }
  }

  private mutating func codeSigns(
    end: Int,
    with coder: inout AV1SymbolCoder,
    chances: [UInt16],
    signTable: Int
  ) -> Trace {
    var sum: UInt32 = 0
    var direction: Trace = 0
    for index in 0..<end where levels[places[index]] != 0 {
      let known = quantized[scan[index]]
      let isNegative: Bool
      if index == 0 {
        isNegative = coder.code(known < 0 ? 1 : 0, chances, at: signTable, of: 2) == 1
        direction = isNegative ? 1 : 2
      } else {
        isNegative = coder.codeBits(known < 0 ? 1 : 0, count: 1) == 1
      }
      var magnitude = UInt32(levels[places[index]])
      if magnitude == 15 {
        magnitude = 14 + codeGolomb(Int(known.magnitude) - 14, with: &coder) & 0xFFFFF
      }
      sum = min(63, sum + magnitude)
      let value = Int32(truncatingIfNeeded: magnitude)
      quantized[scan[index]] = isNegative ? -value : value
    }
    return UInt8(truncatingIfNeeded: sum) | direction << 6
  }

  /// Codes a number from 1 up: as many zeros as it has bits after the first, then the bits.
  private func codeGolomb(_ known: Int, with coder: inout AV1SymbolCoder) -> UInt32 {
    let knownLength = Int.bitWidth - known.leadingZeroBitCount
    var length = 1
    while coder.codeBits(length == knownLength ? 1 : 0, count: 1) == 0 {
      length += 1
      guard length <= 20 else {
        coder.isLost = true
        return 1
      }
    }
    let rest = length - 1
    return UInt32(1 << rest | coder.codeBits(known & (1 << rest - 1), count: rest))
  }

  private static func levelOffset(_ place: Int) -> Int {
    let diagonal = place >> 3 + place & 7
    return diagonal == 0 ? 0 : diagonal < 2 ? 1 : diagonal < 4 ? 6 : 21
  }

  private static func signContext(above: Trace, left: Trace) -> Int {
    func balance(_ trace: Trace) -> Int { trace >> 6 == 1 ? -1 : trace >> 6 == 2 ? 1 : 0 }
    let sum = balance(above) + balance(left)
    return sum == 0 ? 0 : sum < 0 ? 1 : 2
  }
}

/// The contexts of a coefficient, from those to its right and below it.
private struct Neighbours {
  let levelContext: Int
  let moreContext: Int

  init(_ levels: [UInt8], around place: Int) {
    let right = Int(levels[place + 1])
    let below = Int(levels[place + 10])
    let across = Int(levels[place + 11])
    let near = min(right, 3) + min(below, 3) + min(across, 3)
    let far = min(Int(levels[place + 2]), 3) + min(Int(levels[place + 20]), 3)
    levelContext = min((near + far + 1) >> 1, 4)
    moreContext = min((right + below + across + 1) >> 1, 6)
  }
}
