/// The 4x4 transforms of VP8: the cosine-like one, and Walsh-Hadamard for the luma DCs.
enum VP8Transform {
  typealias Row = SIMD4<Int32>

  /// Four rows of four.
  struct Block {
    var r0 = Row()
    var r1 = Row()
    var r2 = Row()
    var r3 = Row()

    subscript(row: Int, column: Int) -> Int32 {
      get {
        switch row {
        case 0: r0[column]
        case 1: r1[column]
        case 2: r2[column]
        default: r3[column]
        }
      }
      set {
        switch row {
        case 0: r0[column] = newValue
        case 1: r1[column] = newValue
        case 2: r2[column] = newValue
        default: r3[column] = newValue
        }
      }
    }

    /// Rows as columns.
    var transposed: Block {
      Block(
        r0: Row(r0[0], r1[0], r2[0], r3[0]),
        r1: Row(r0[1], r1[1], r2[1], r3[1]),
        r2: Row(r0[2], r1[2], r2[2], r3[2]),
        r3: Row(r0[3], r1[3], r2[3], r3[3])
      )
    }

    /// The same done to each row, which is told its number.
    func mapRows(_ change: (Row, Int) -> Row) -> Block {
      Block(r0: change(r0, 0), r1: change(r1, 1), r2: change(r2, 2), r3: change(r3, 3))
    }
  }

  /// Residuals to coefficients, twice orthonormal.
  static func forward(_ block: Block) -> Block {
    let first = forwardColumns(block.mapRows { row, _ in row &<< 4 }).transposed
    let both = forwardColumns(first).transposed
    return both.mapRows { row, _ in (row &+ 16) &>> 5 }
  }

  /// One-dimensional and orthonormal but for a factor of the square root of two, scaled by 1.
  private static func forwardColumns(_ b: Block) -> Block {
    let (s0, s1, s2, s3) = (b.r0 &+ b.r3, b.r1 &+ b.r2, b.r1 &- b.r2, b.r0 &- b.r3)
    // 5352 and 2217 are 4096 times the square root of two times the cosine and sine of pi/8.
    return Block(
      r0: s0 &+ s1,
      r1: (s3 &* 5352 &+ s2 &* 2217 &+ 2048) &>> 12,
      r2: s0 &- s1,
      r3: (s3 &* 2217 &- s2 &* 5352 &+ 2048) &>> 12
    )
  }

  /// Coefficients to residuals, bit for bit as the format says.
  static func inverse(_ block: Block) -> Block {
    let columns = inverseColumns(block)
    return inverseColumns(columns.transposed).transposed.mapRows { row, _ in (row &+ 4) &>> 3 }
  }

  private static func inverseColumns(_ b: Block) -> Block {
    let (even, odd) = (b.r0 &+ b.r2, b.r0 &- b.r2)
    let low = bySine(b.r1) &- byCosine(b.r3)
    let high = byCosine(b.r1) &+ bySine(b.r3)
    return Block(r0: even &+ high, r1: odd &+ low, r2: odd &- low, r3: even &- high)
  }

  /// Times the square root of two times the cosine of pi/8.
  private static func byCosine(_ row: Row) -> Row { row &+ ((row &* 20091) &>> 16) }

  /// Times the square root of two times the sine of pi/8.
  private static func bySine(_ row: Row) -> Row { (row &* 35468) &>> 16 }

  /// Sixteen luma DCs to their own coefficients.
  static func forwardWalsh(_ block: Block) -> Block {
    walsh(walsh(block).transposed).transposed.mapRows { row, _ in (row &+ 1) &>> 1 }
  }

  /// Back to the sixteen DCs, bit for bit as the format says.
  static func inverseWalsh(_ block: Block) -> Block {
    walsh(walsh(block).transposed).transposed.mapRows { row, _ in (row &+ 3) &>> 3 }
  }

  private static func walsh(_ b: Block) -> Block {
    let (s0, s1, s2, s3) = (b.r0 &+ b.r3, b.r1 &+ b.r2, b.r1 &- b.r2, b.r0 &- b.r3)
    return Block(r0: s0 &+ s1, r1: s2 &+ s3, r2: s0 &- s1, r3: s3 &- s2)
  }
}
