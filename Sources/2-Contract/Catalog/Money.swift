package import CanonicalJSON

/// An amount of US dollars, exact to a millionth.
package struct Money: Sendable, Hashable {
  package let millionths: Int

  package init(millionths: Int) { self.millionths = millionths }

  /// An amount that is written as a number of dollars, to the nearest millionth.
  package init(dollars: Double) { millionths = SizeLaw.roundHalfUp(dollars * 1_000_000) }

  package static let zero = Money(millionths: 0)
}

extension Money: Comparable {
  package static func < (first: Money, second: Money) -> Bool {
    first.millionths < second.millionths
  }

  package static func + (first: Money, second: Money) -> Money {
    Money(millionths: first.millionths + second.millionths)
  }

  package static func - (first: Money, second: Money) -> Money {
    Money(millionths: first.millionths - second.millionths)
  }

  package static func * (money: Money, count: Int) -> Money {
    Money(millionths: money.millionths * count)
  }

  package static func += (sum: inout Money, money: Money) { sum = sum + money }

  package static func -= (sum: inout Money, money: Money) { sum = sum - money }
}

extension Money: CustomStringConvertible {
  /// Dollars for people, rounded up to a hundredth of a cent: `$0.0800`.
  package var description: String {
    let parts = (millionths + 99) / 100
    let digits = String(parts % 10_000)
    return "$\(parts / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Dollars in a sentence: exact below a dollar, cents at least, and whole cents from there on: `$0.025`, `$617.07`.
  package var inWords: String {
    let cents = Money(millionths: (millionths + 9_999) / 10_000 * 10_000)
    let text = millionths < 1_000_000 ? decimal : cents.decimal
    let places = text.split(separator: ".").dropFirst().first?.count ?? 0
    let zeros = String(repeating: "0", count: max(0, 2 - places))
    return "$" + text + (places == 0 ? "." : "") + zeros
  }

  /// Dollars for programs, exact: `0.08`.
  package var json: JSON { .number(JSONNumber(decimal) ?? JSONNumber(millionths)) }

  private var decimal: String {
    let digits = String(millionths.magnitude)
    let padded = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    var fraction = padded.suffix(6)
    while fraction.last == "0" { fraction.removeLast() }
    let sign = millionths < 0 ? "-" : ""
    return sign + padded.dropLast(6) + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
