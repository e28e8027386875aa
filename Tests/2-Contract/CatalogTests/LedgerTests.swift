import CanonicalJSON
import Testing

@testable import Catalog

struct LedgerTests {
  private let lost = Ledger(
    asked: 3,
    submitted: 4,
    paid: 4,
    delivered: 0,
    cost: Money(dollars: 0.32)
  )

  @Test func `what was paid for and not delivered is lost`() {
    #expect(lost.wasted == 4)
    #expect(lost.wastedCost == Money(dollars: 0.32))
    let half = Ledger(paid: 4, delivered: 1, cost: Money(dollars: 0.32))
    #expect(half.wasted == 3)
    #expect(half.wastedCost == Money(dollars: 0.24))
    #expect(Ledger(paid: 1, delivered: 2).wasted == 0)
  }

  @Test func `what one case lost another can't make good`() {
    let sum = Ledger.sum([lost, Ledger(asked: 9, delivered: 9)])
    #expect(sum.asked == 12)
    #expect(sum.delivered == 9)
    #expect(sum.wasted == 4)
    #expect(sum.cost == Money(dollars: 0.32))
  }

  @Test func `is one line for people, without prices that nobody knows`() {
    #expect(
      "\(lost)"
        == "asked 3 · submitted 4 · paid 4 ($0.32) · delivered 0 · paid for nothing 4 ($0.32)"
    )
    #expect(lost.purchase == "4 bought ($0.32), 0 delivered")
    #expect(Ledger(paid: 2, delivered: 1, unpriced: 2).purchase == "2 bought, 1 delivered")
  }

  @Test func `is read as it is written`() {
    #expect(Ledger(reading: .object(lost.json)) == lost)
    #expect(lost.json["usd"]?.text() == "0.32")
    #expect(Ledger(reading: ["asked": 1]) == nil)
  }

  @Test(arguments: [
    (320_000, "$0.32"), (25_000, "$0.025"), (2_000_000, "$2.00"), (500_000, "$0.50"),
    (617_063_396, "$617.07"), (1_000_000, "$1.00"),
  ])
  func `amounts in a sentence have cents at least, and from a dollar on no more`(
    millionths: Int,
    text: String
  ) {
    #expect(Money(millionths: millionths).inWords == text)
  }
}
