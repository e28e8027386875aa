/// A point of the curve −x² + y² = 1 + d·x²·y², in extended coordinates.
struct EdwardsPoint {
  private var x: Field25519
  private var y: Field25519
  private var z = Field25519.one
  private var t: Field25519

  private init(_ x: Field25519, _ y: Field25519) {
    (self.x, self.y, t) = (x, y, x * y)
  }

  static let base = EdwardsPoint(
    Field25519(
      0xc956_2d60_8f25_d51a,
      0x692c_c760_9525_a7b2,
      0xc0a4_e231_fdd6_dc5c,
      0x2169_36d3_cd6e_53fe
    ),
    Field25519(
      0x6666_6666_6666_6658,
      0x6666_6666_6666_6666,
      0x6666_6666_6666_6666,
      0x6666_6666_6666_6666
    )
  )

  private static let neutral = EdwardsPoint(.zero, .one)

  private static let twiceD = Field25519(
    0xebd6_9b94_26b2_f159,
    0x00e0_149a_8283_b156,
    0x198e_80f2_eef3_d130,
    0x2406_d9dc_56df_fce7
  )

  /// One formula for all: on this curve it holds for equal points and for the neutral one, too.
  private func adding(_ other: EdwardsPoint) -> EdwardsPoint {
    let a = (y - x) * (other.y - other.x)
    let b = (y + x) * (other.y + other.x)
    let c = t * EdwardsPoint.twiceD * other.t
    let d = (z + z) * other.z
    var sum = EdwardsPoint.neutral
    sum.x = (b - a) * (d - c)
    sum.y = (d + c) * (b + a)
    sum.z = (d - c) * (d + c)
    sum.t = (b - a) * (b + a)
    return sum
  }

  /// The multiple by a number in bytes, the lowest first.
  func times(_ number: [UInt8]) -> EdwardsPoint {
    var result = EdwardsPoint.neutral
    for byte in number.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        result = result.adding(result)
        if byte >> UInt8(bit) & 1 == 1 { result = result.adding(self) }
      }
    }
    return result
  }

  /// The y, with the lowest bit of x on top of it.
  var bytes: [UInt8] {
    let inverse = z.inverse
    var bytes = (y * inverse).bytes
    bytes[31] |= ((x * inverse).bytes[0] & 1) << 7
    return bytes
  }
}
