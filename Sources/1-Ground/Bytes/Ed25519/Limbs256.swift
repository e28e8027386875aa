/// A whole number below 2²⁵⁶ in four limbs, the lowest first.
struct Limbs256 {
  var limbs: [4 of UInt64]

  init(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0, _ fourth: UInt64 = 0) {
    limbs = [first, second, third, fourth]
  }

  /// The sum, and whether it ran over 2²⁵⁶.
  func adding(_ other: Limbs256) -> (sum: Limbs256, isOver: Bool) {
    var sum = self
    var carry = false
    for index in 0..<4 {
      let (part, over) = limbs[index].addingReportingOverflow(other.limbs[index])
      let (whole, more) = part.addingReportingOverflow(carry ? 1 : 0)
      sum.limbs[index] = whole
      carry = over || more
    }
    return (sum, carry)
  }

  /// The difference, and whether it fell below zero and came round.
  func subtracting(_ other: Limbs256) -> (rest: Limbs256, isUnder: Bool) {
    var rest = self
    var borrow = false
    for index in 0..<4 {
      let (part, under) = limbs[index].subtractingReportingOverflow(other.limbs[index])
      let (whole, more) = part.subtractingReportingOverflow(borrow ? 1 : 0)
      rest.limbs[index] = whole
      borrow = under || more
    }
    return (rest, borrow)
  }

  /// In 32 bytes, the lowest first.
  var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: limbs[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }
}
