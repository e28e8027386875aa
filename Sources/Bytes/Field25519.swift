/// A number modulo 2²⁵⁵ − 19 in four limbs, the lowest first; below 2²⁵⁶ and not always reduced.
struct Field25519 {
  private var limbs: [4 of UInt64]

  init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    limbs = [first, second, third, fourth]
  }

  static let zero = Field25519(0, 0, 0, 0)
  static let one = Field25519(1, 0, 0, 0)

  /// 2²⁵⁶ is 38 here: what runs over comes in again at the bottom.
  private static let wrap: UInt64 = 38

  static func + (first: Field25519, second: Field25519) -> Field25519 {
    var sum = first
    var carry = false
    for index in 0..<4 {
      let (part, over) = first.limbs[index].addingReportingOverflow(second.limbs[index])
      let (whole, more) = part.addingReportingOverflow(carry ? 1 : 0)
      sum.limbs[index] = whole
      carry = over || more
    }
    if carry { sum.add(wrap) }
    return sum
  }

  static func - (first: Field25519, second: Field25519) -> Field25519 {
    var rest = first
    var borrow = false
    for index in 0..<4 {
      let (part, under) = first.limbs[index].subtractingReportingOverflow(second.limbs[index])
      let (whole, more) = part.subtractingReportingOverflow(borrow ? 1 : 0)
      rest.limbs[index] = whole
      borrow = under || more
    }
    if borrow { rest.subtract(wrap) }
    return rest
  }

  static func * (first: Field25519, second: Field25519) -> Field25519 {
    var product: [8 of UInt64] = [0, 0, 0, 0, 0, 0, 0, 0]
    for low in 0..<4 {
      var carry: UInt64 = 0
      for high in 0..<4 {
        let (upper, lower) = first.limbs[low].multipliedFullWidth(by: second.limbs[high])
        let (part, over) = lower.addingReportingOverflow(product[low + high])
        let (whole, more) = part.addingReportingOverflow(carry)
        product[low + high] = whole
        // The upper half of a product of limbs leaves room for both.
        carry = upper &+ (over ? 1 : 0) &+ (more ? 1 : 0)
      }
      product[low + 4] = carry
    }
    var result = Field25519(product[0], product[1], product[2], product[3])
    var carry: UInt64 = 0
    for index in 0..<4 {
      let (upper, lower) = product[index + 4].multipliedFullWidth(by: wrap)
      let (part, over) = lower.addingReportingOverflow(result.limbs[index])
      let (whole, more) = part.addingReportingOverflow(carry)
      result.limbs[index] = whole
      carry = upper &+ (over ? 1 : 0) &+ (more ? 1 : 0)
    }
    // At most 38 times 38: it runs over once more at most, and then leaves a small number.
    result.add(carry &* wrap)
    return result
  }

  private mutating func add(_ small: UInt64) {
    var carry = small
    repeat {
      for index in 0..<4 where carry > 0 {
        let (whole, over) = limbs[index].addingReportingOverflow(carry)
        limbs[index] = whole
        carry = over ? 1 : 0
      }
      carry *= Field25519.wrap
    } while carry > 0
  }

  private mutating func subtract(_ small: UInt64) {
    var borrow = small
    repeat {
      for index in 0..<4 where borrow > 0 {
        let (whole, under) = limbs[index].subtractingReportingOverflow(borrow)
        limbs[index] = whole
        borrow = under ? 1 : 0
      }
      borrow *= Field25519.wrap
    } while borrow > 0
  }

  /// One divided by this: the power of 2²⁵⁵ − 21.
  var inverse: Field25519 {
    var result = Field25519.one
    for bit in stride(from: 254, through: 0, by: -1) {
      result = result * result
      // All bits are set but the second and the fourth.
      if bit != 2, bit != 4 { result = result * self }
    }
    return result
  }

  /// The number in 32 bytes, the lowest first, reduced.
  var bytes: [UInt8] {
    var reduced = limbs
    for _ in 0..<2 {
      var borrow = false
      var rest = reduced
      for index in 0..<4 {
        let (part, under) = reduced[index].subtractingReportingOverflow(Field25519.prime[index])
        let (whole, more) = part.subtractingReportingOverflow(borrow ? 1 : 0)
        rest[index] = whole
        borrow = under || more
      }
      if !borrow { reduced = rest }
    }
    return (0..<32).map { UInt8(truncatingIfNeeded: reduced[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  private static let prime: [4 of UInt64] = [
    0xffff_ffff_ffff_ffed, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0x7fff_ffff_ffff_ffff,
  ]
}
