/// Signs as RFC 8032 has it, for stubs that play services which sign.
///
/// It takes a time that depends on the key: a secret that matters is not safe with it.
package struct Ed25519: Sendable {
  /// What proves the signatures.
  package let publicKey: [UInt8]
  private let scalar: [UInt8]
  private let prefix: [UInt8]

  /// Nil unless the seed has 32 bytes.
  package init?(seed: [UInt8]) {
    guard seed.count == 32 else { return nil }
    let digest = SHA512.digest(of: seed)
    var scalar = Array(digest.prefix(32))
    scalar[0] &= 0xF8
    scalar[31] = scalar[31] & 0x7F | 0x40
    self.scalar = scalar
    prefix = Array(digest.suffix(32))
    publicKey = EdwardsPoint.base.times(scalar).bytes
  }

  /// The signature of a message, 64 bytes.
  package func signature(of message: [UInt8]) -> [UInt8] {
    let nonce = Scalar25519(SHA512.digest(of: prefix + message))
    let point = EdwardsPoint.base.times(nonce.bytes).bytes
    let challenge = Scalar25519(SHA512.digest(of: point + publicKey + message))
    return point + (challenge * Scalar25519(scalar) + nonce).bytes
  }
}

/// A point of the curve −x² + y² = 1 + d·x²·y², in extended coordinates.
private struct EdwardsPoint {
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

/// A number modulo the order of the base point, in four limbs, the lowest first.
private struct Scalar25519 {
  private var limbs: [UInt64] = [0, 0, 0, 0]

  /// 2²⁵² and a bit.
  private static let order: [UInt64] = [
    0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6,
    0x0000_0000_0000_0000, 0x1000_0000_0000_0000,
  ]

  private init() {}

  /// Reduces a number in bytes, the lowest first, bit by bit from the top.
  init(_ bytes: [UInt8]) {
    for byte in bytes.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        self = self + self
        if byte >> UInt8(bit) & 1 == 1 { self = self + Scalar25519.one }
      }
    }
  }

  private static let one: Scalar25519 = {
    var one = Scalar25519()
    one.limbs[0] = 1
    return one
  }()

  /// Both are below the order, so that the sum fits, and one subtraction is enough.
  static func + (first: Scalar25519, second: Scalar25519) -> Scalar25519 {
    var sum = first
    var carry: UInt64 = 0
    for index in 0..<4 {
      let (part, over) = first.limbs[index].addingReportingOverflow(second.limbs[index])
      let (whole, more) = part.addingReportingOverflow(carry)
      sum.limbs[index] = whole
      carry = over || more ? 1 : 0
    }
    let rest = sum.minusOrder
    return rest ?? sum
  }

  /// Nil where it is below the order already.
  private var minusOrder: Scalar25519? {
    var rest = self
    var borrow: UInt64 = 0
    for index in 0..<4 {
      let (part, under) = limbs[index].subtractingReportingOverflow(Scalar25519.order[index])
      let (whole, more) = part.subtractingReportingOverflow(borrow)
      rest.limbs[index] = whole
      borrow = under || more ? 1 : 0
    }
    return borrow == 0 ? rest : nil
  }

  static func * (first: Scalar25519, second: Scalar25519) -> Scalar25519 {
    var product = Scalar25519()
    for byte in first.bytes.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        product = product + product
        if byte >> UInt8(bit) & 1 == 1 { product = product + second }
      }
    }
    return product
  }

  var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: limbs[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }
}
