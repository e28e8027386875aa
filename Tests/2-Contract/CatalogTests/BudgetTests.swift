import Testing

@testable import Catalog

struct BudgetTests {
  @Test func `never sets aside more than there is, whoever asks at once`() async {
    let budget = Budget(limit: Money(millionths: 1_000))
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          let worst = Money(millionths: 30 + number % 7)
          guard let reservation = try? budget.reserve(worst) else { return }
          #expect(budget.left >= .zero)
          await Task.yield()
          budget.settle(reservation, cost: number.isMultiple(of: 3) ? .zero : worst)
        }
      }
    }
    #expect(budget.spent <= budget.limit)
    #expect(budget.left == budget.limit - budget.spent)
  }

  @Test func `refuses what has no price, and what is past the limit`() throws {
    let budget = Budget(limit: Money(dollars: 0.1))
    let reservation = try budget.reserve(Money(dollars: 0.08))
    #expect(throws: Budget.Refusal.unpriced) { try budget.reserve(nil) }
    #expect(throws: Budget.Refusal.beyondLimit) { try budget.reserve(Money(dollars: 0.03)) }
    budget.settle(reservation, cost: .zero)
    budget.settleInFull(try budget.reserve(Money(dollars: 0.1)))
    #expect(budget.spent == Money(dollars: 0.1))
    #expect(try budget.reserve(.zero).worst == .zero)
  }
}
