/// A macroblock's luma, or its U and V side by side, in rows of sixteen samples.
struct VP8Square {
  typealias Row = SIMD16<Int16>

  private(set) var rows: [Row]

  init(rows: [Row]) { self.rows = rows }

  init(luma plane: VP8Plane, x: Int, y: Int) {
    rows = (0..<16).map { row in
      var result = Row()
      let start = plane.index(x, y + row)
      for lane in 0..<16 { result[lane] = Int16(plane.samples[start + lane]) }
      return result
    }
  }

  init(chroma u: VP8Plane, _ v: VP8Plane, x: Int, y: Int) {
    rows = (0..<8).map { row in
      var result = Row()
      let start = u.index(x, y + row)
      for lane in 0..<8 {
        result[lane] = Int16(u.samples[start + lane])
        result[lane + 8] = Int16(v.samples[start + lane])
      }
      return result
    }
  }

  /// One 4x4 block's difference from a prediction; blocks are counted row by row, four a row.
  func residual(_ block: Int, from predicted: VP8Square) -> VP8Transform.Block {
    let (top, lane) = (block / 4 * 4, block % 4 * 4)
    return VP8Transform.Block().mapRows { _, row in
      let difference = rows[top + row] &- predicted.rows[top + row]
      return SIMD4<Int32>(
        Int32(difference[lane]),
        Int32(difference[lane + 1]),
        Int32(difference[lane + 2]),
        Int32(difference[lane + 3])
      )
    }
  }

  /// Adds a residual to one 4x4 block.
  mutating func add(_ residual: VP8Transform.Block, to block: Int) {
    let (top, lane) = (block / 4 * 4, block % 4 * 4)
    _ = residual.mapRows { values, row in
      for column in 0..<4 {
        let sum = Int32(rows[top + row][lane + column]) &+ values[column]
        rows[top + row][lane + column] = Int16(truncatingIfNeeded: max(0, min(255, sum)))
      }
      return values
    }
  }

  func store(luma plane: inout VP8Plane, x: Int, y: Int) {
    for row in 0..<16 {
      let start = plane.index(x, y + row)
      for lane in 0..<16 {
        plane.samples[start + lane] = UInt8(truncatingIfNeeded: rows[row][lane])
      }
    }
  }

  /// Stores the eight columns from `lane` on.
  func store(chroma plane: inout VP8Plane, x: Int, y: Int, lane: Int) {
    for row in 0..<8 {
      let start = plane.index(x, y + row)
      for column in 0..<8 {
        plane.samples[start + column] = UInt8(truncatingIfNeeded: rows[row][lane + column])
      }
    }
  }

  /// How far a prediction is off, summed over all samples.
  func distance(to other: VP8Square) -> Int {
    var sum = Row()
    for row in rows.indices {
      let difference = rows[row] &- other.rows[row]
      let sign = difference &>> 15
      sum &+= (difference ^ sign) &- sign
    }
    return Int(SIMD16<Int32>(truncatingIfNeeded: sum).wrappedSum())
  }
}

/// The borders of a macroblock, from which it is predicted.
struct VP8Borders {
  private var above: VP8Square.Row
  private var left: [VP8Square.Row]
  private var corner: VP8Square.Row
  private var flat: VP8Square.Row

  init(luma plane: VP8Plane, x: Int, y: Int) {
    let start = plane.index(x, y)
    above = VP8Square.Row()
    for lane in 0..<16 { above[lane] = Int16(plane.samples[start - plane.stride + lane]) }
    left = (0..<16).map { row in
      VP8Square.Row(repeating: Int16(plane.samples[start - 1 + row * plane.stride]))
    }
    corner = VP8Square.Row(repeating: Int16(plane.samples[start - 1 - plane.stride]))
    flat = VP8Square.Row(repeating: Int16(plane.flat(x: x, y: y, side: 16)))
  }

  init(chroma u: VP8Plane, _ v: VP8Plane, x: Int, y: Int) {
    let start = u.index(x, y)
    func pair(_ first: UInt8, _ second: UInt8) -> VP8Square.Row {
      VP8Square.Row(
        lowHalf: SIMD8(repeating: Int16(first)),
        highHalf: SIMD8(repeating: Int16(second))
      )
    }
    above = VP8Square.Row()
    for lane in 0..<8 {
      above[lane] = Int16(u.samples[start - u.stride + lane])
      above[lane + 8] = Int16(v.samples[start - v.stride + lane])
    }
    left = (0..<8).map { row in
      let place = start - 1 + row * u.stride
      return pair(u.samples[place], v.samples[place])
    }
    corner = pair(u.samples[start - 1 - u.stride], v.samples[start - 1 - v.stride])
    flat = pair(u.flat(x: x, y: y, side: 8), v.flat(x: x, y: y, side: 8))
  }

  /// The mode that comes closest to the original, and what it predicts.
  func best(for original: VP8Square) -> (VP8Mode, VP8Square) {
    var best = (VP8Mode.flat, square(.flat))
    var least = original.distance(to: best.1)
    for mode in [VP8Mode.fromAbove, .fromLeft, .gradient] {
      let candidate = square(mode)
      let distance = original.distance(to: candidate)
      if distance < least {
        least = distance
        best = (mode, candidate)
      }
    }
    return best
  }

  private func square(_ mode: VP8Mode) -> VP8Square {
    switch mode {
    case .flat: VP8Square(rows: left.map { _ in flat })
    case .fromAbove: VP8Square(rows: left.map { _ in above })
    case .fromLeft: VP8Square(rows: left)
    case .gradient:
      VP8Square(
        rows: left.map { row in
          (row &+ above &- corner).clamped(
            lowerBound: VP8Square.Row(),
            upperBound: VP8Square.Row(repeating: 255)
          )
        }
      )
    }
  }
}
