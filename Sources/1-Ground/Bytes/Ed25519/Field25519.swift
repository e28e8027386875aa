/// A number modulo 2²⁵⁵ − 19; below 2²⁵⁶ and not always reduced.
struct Field25519 {
  private var value: Limbs256

  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    value = Limbs256(first, second, third, fourth)
  }

  static let zero = Field25519(0, 0, 0, 0)
  static let one = Field25519(1, 0, 0, 0)

  /// 2²⁵⁶ is 38 here: what runs over comes in again at the bottom.
  private static let wrap: UInt64 = 38

  static func + (first: Field25519, second: Field25519) -> Field25519 {
    var sum = first
    sum.add(second.value)
    return sum
  }

  private mutating func add(_ other: Limbs256) {
    var (sum, isOver) = value.adding(other)
    while isOver { (sum, isOver) = sum.adding(Limbs256(Field25519.wrap)) }
    value = sum
  }

  static func - (first: Field25519, second: Field25519) -> Field25519 {
    var result = first
    var (rest, isUnder) = first.value.subtracting(second.value)
    while isUnder { (rest, isUnder) = rest.subtracting(Limbs256(wrap)) }
    result.value = rest
    return result
  }

  static func * (first: Field25519, second: Field25519) -> Field25519 {
    let (first, second) = (first.value.limbs, second.value.limbs)
    var product: [8 of UInt64] = [0, 0, 0, 0, 0, 0, 0, 0]
    for low in 0..<4 {
      var carry: UInt64 = 0
      for high in 0..<4 {
        let place = low + high
        (carry, product[place]) = sum(of: first[low], second[high], product[place], carry)
      }
      product[low + 4] = carry
    }
    var result = Field25519(0, 0, 0, 0)
    var carry: UInt64 = 0
    for index in 0..<4 {
      let (upper, lower) = sum(of: product[index + 4], wrap, product[index], carry)
      (carry, result.value.limbs[index]) = (upper, lower)
    }
    result.add(Limbs256(carry * wrap))
    return result
  }

  /// A product and two numbers more in two limbs, which are room enough.
  private static func sum(
    of first: UInt64,
    _ second: UInt64,
    _ third: UInt64,
    _ fourth: UInt64
  ) -> (upper: UInt64, lower: UInt64) {
    let (upper, lower) = first.multipliedFullWidth(by: second)
    let (part, over) = lower.addingReportingOverflow(third)
    let (whole, more) = part.addingReportingOverflow(fourth)
    return (upper &+ (over ? 1 : 0) &+ (more ? 1 : 0), whole)
  }

  /// One divided by this: the power of 2²⁵⁵ − 21.
  var inverse: Field25519 {
    var result = Field25519.one
    for bit in stride(from: 254, through: 0, by: -1) {
      result = result * result
      // Those two are the only bits that are not set.
      if bit != 2, bit != 4 { result = result * self }
    }
    return result
  }

  /// The number in 32 bytes, the lowest first, reduced.
  var bytes: [UInt8] {
    var reduced = value
    for _ in 0..<2 {
      let (rest, isUnder) = reduced.subtracting(Field25519.prime)
      if !isUnder { reduced = rest }
    }
    return reduced.bytes
  }

  private static let prime = Limbs256(
    0xffff_ffff_ffff_ffed,
    0xffff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffff,
    0x7fff_ffff_ffff_ffff
  )
}
