import CanonicalJSON
import Testing

@testable import Catalog

struct MoneyTests {
  private static let amounts: [(millionths: Int, people: String, programs: String)] = [
    (0, "$0.0000", "0"),
    (1, "$0.0001", "0.000001"),
    (80_000, "$0.0800", "0.08"),
    (380_001, "$0.3801", "0.380001"),
    (12_000_000, "$12.0000", "12"),
  ]

  @Test(arguments: amounts)
  func `is told to people rounded up, and to programs exactly`(
    _ row: (millionths: Int, people: String, programs: String)
  ) {
    let money = Money(millionths: row.millionths)
    #expect("\(money)" == row.people)
    #expect(money.json.numberValue?.text == row.programs)
  }

  @Test func `is read from dollars to the nearest millionth`() {
    #expect(Money(dollars: 0.07).millionths == 70_000)
    #expect(Money(dollars: 0.0000014).millionths == 1)
  }

  @Test func `is added, taken away, multiplied and compared`() {
    let (first, second) = (Money(dollars: 0.07), Money(dollars: 0.03))
    #expect(first + second * 3 - first == Money(dollars: 0.09))
    #expect(second < first)
  }
}
