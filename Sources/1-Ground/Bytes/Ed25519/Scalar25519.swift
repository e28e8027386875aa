/// A number modulo the order of Ed25519's base point, always reduced.
struct Scalar25519 {
  private var value: Limbs256

  /// 2²⁵² and a bit.
  private static let order = Limbs256(
    0x5812_631a_5cf5_d3ed,
    0x14de_f9de_a2f7_9cd6,
    0x0000_0000_0000_0000,
    0x1000_0000_0000_0000
  )
  private static let zero = Scalar25519(value: Limbs256(0))
  private static let one = Scalar25519(value: Limbs256(1))

  private init(value: Limbs256) { self.value = value }

  /// Reduces a number in bytes, the lowest first.
  init(_ bytes: [UInt8]) { self = Scalar25519.one.times(bytes) }

  /// Both are below the order, so that the sum fits, and one subtraction is enough.
  static func + (first: Scalar25519, second: Scalar25519) -> Scalar25519 {
    let sum = first.value.adding(second.value).sum
    let (rest, isUnder) = sum.subtracting(order)
    return Scalar25519(value: isUnder ? sum : rest)
  }

  static func * (first: Scalar25519, second: Scalar25519) -> Scalar25519 {
    second.times(first.bytes)
  }

  /// The multiple by a number in bytes, the lowest first: doubled and added, bit by bit from the top.
  private func times(_ number: [UInt8]) -> Scalar25519 {
    var product = Scalar25519.zero
    for byte in number.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        product = product + product
        if byte >> UInt8(bit) & 1 == 1 { product = product + self }
      }
    }
    return product
  }

  var bytes: [UInt8] { value.bytes }
}
