/// The 8x8 discrete cosine transform of AV1, eight rows or columns at a time.
enum AV1Transform {
  typealias Row = SIMD8<Int32>

  /// Eight rows of eight.
  struct Block {
    var r0 = Row()
    var r1 = Row()
    var r2 = Row()
    var r3 = Row()
    var r4 = Row()
    var r5 = Row()
    var r6 = Row()
    var r7 = Row()

    /// The same done to each row, which is told its number.
    func mapRows(_ change: (Row, Int) -> Row) -> Block {
      Block(
        r0: change(r0, 0),
        r1: change(r1, 1),
        r2: change(r2, 2),
        r3: change(r3, 3),
        r4: change(r4, 4),
        r5: change(r5, 5),
        r6: change(r6, 6),
        r7: change(r7, 7)
      )
    }
  }

  /// Residuals to coefficients, eight times orthonormal.
  static func forward(_ block: Block) -> Block {
    let doubled = block.mapRows { row, _ in row &<< 1 }
    return transposed(forwardColumns(transposed(forwardColumns(doubled))))
  }

  /// Coefficients to residuals, bit for bit as the specification says.
  static func inverse(_ block: Block) -> Block {
    let rows = rounded(inverseColumns(transposed(block)), by: 1)
    return rounded(inverseColumns(transposed(rows)), by: 4)
  }

  private static func forwardColumns(_ b: Block) -> Block {
    let (s0, s1, s2, s3) = (b.r0 &+ b.r7, b.r1 &+ b.r6, b.r2 &+ b.r5, b.r3 &+ b.r4)
    let (s4, s5, s6, s7) = (b.r3 &- b.r4, b.r2 &- b.r5, b.r1 &- b.r6, b.r0 &- b.r7)
    let (t0, t1, t2, t3) = (s0 &+ s3, s1 &+ s2, s1 &- s2, s0 &- s3)
    let t5 = turn(s6, 2896, s5, -2896)
    let t6 = turn(s6, 2896, s5, 2896)
    let (u4, u5, u6, u7) = (s4 &+ t5, s4 &- t5, s7 &- t6, s7 &+ t6)
    return Block(
      r0: turn(t0, 2896, t1, 2896),
      r1: turn(u4, 799, u7, 4017),
      r2: turn(t2, 1567, t3, 3784),
      r3: turn(u6, 3406, u5, -2276),
      r4: turn(t0, 2896, t1, -2896),
      r5: turn(u5, 3406, u6, 2276),
      r6: turn(t3, 1567, t2, -3784),
      r7: turn(u7, 799, u4, -4017)
    )
  }

  private static func inverseColumns(_ b: Block) -> Block {
    let s4 = turn(b.r1, 799, b.r7, -4017)
    let s5 = turn(b.r5, 3406, b.r3, -2276)
    let s6 = turn(b.r5, 2276, b.r3, 3406)
    let s7 = turn(b.r1, 4017, b.r7, 799)
    let t0 = turn(b.r0, 2896, b.r4, 2896)
    let t1 = turn(b.r0, 2896, b.r4, -2896)
    let t2 = turn(b.r2, 1567, b.r6, -3784)
    let t3 = turn(b.r2, 3784, b.r6, 1567)
    let (u4, t5, t6, u7) = (s4 &+ s5, s4 &- s5, s7 &- s6, s7 &+ s6)
    let (u0, u1, u2, u3) = (t0 &+ t3, t1 &+ t2, t1 &- t2, t0 &- t3)
    let u5 = turn(t6, 2896, t5, -2896)
    let u6 = turn(t6, 2896, t5, 2896)
    return Block(
      r0: u0 &+ u7,
      r1: u1 &+ u6,
      r2: u2 &+ u5,
      r3: u3 &+ u4,
      r4: u3 &- u4,
      r5: u2 &- u5,
      r6: u1 &- u6,
      r7: u0 &- u7
    )
  }

  private static func turn(_ a: Row, _ x: Int32, _ b: Row, _ y: Int32) -> Row {
    (a &* x &+ b &* y &+ 2048) &>> 12
  }

  private static func rounded(_ b: Block, by shift: Int32) -> Block {
    let half = Row(repeating: 1 &<< (shift - 1))
    let amount = Row(repeating: shift)
    return b.mapRows { row, _ in (row &+ half) &>> amount }
  }

  private static func transposed(_ b: Block) -> Block {
    let (a0, a1, a2, a3) = quarter(b.r0, b.r1, b.r2, b.r3)
    let (b0, b1, b2, b3) = quarter(b.r4, b.r5, b.r6, b.r7)
    return Block(
      r0: Row(lowHalf: a0.lowHalf, highHalf: b0.lowHalf),
      r1: Row(lowHalf: a1.lowHalf, highHalf: b1.lowHalf),
      r2: Row(lowHalf: a2.lowHalf, highHalf: b2.lowHalf),
      r3: Row(lowHalf: a3.lowHalf, highHalf: b3.lowHalf),
      r4: Row(lowHalf: a0.highHalf, highHalf: b0.highHalf),
      r5: Row(lowHalf: a1.highHalf, highHalf: b1.highHalf),
      r6: Row(lowHalf: a2.highHalf, highHalf: b2.highHalf),
      r7: Row(lowHalf: a3.highHalf, highHalf: b3.highHalf)
    )
  }

  /// Column `i` of four rows in the low half of result `i`, column `i + 4` in its high half.
  private static func quarter(_ a: Row, _ b: Row, _ c: Row, _ d: Row) -> (Row, Row, Row, Row) {
    func column(_ i: Int) -> Row {
      Row(a[i], b[i], c[i], d[i], a[i + 4], b[i + 4], c[i + 4], d[i + 4])
    }
    return (column(0), column(1), column(2), column(3))
  }
}
