package import CanonicalJSON

/// Pictures and what they cost: asked for, bought, delivered, and paid for nothing.
package struct Ledger: Sendable, Equatable {
  /// Pictures that clients asked for.
  package let asked: Int
  /// Orders that reached a provider, refused ones included.
  package let submitted: Int
  /// Pictures that a provider took on, and bills.
  package let paid: Int
  /// Pictures that were handed out.
  package let delivered: Int
  /// Pictures that were paid for and never delivered.
  package let wasted: Int
  /// The money that was paid, as far as prices are known.
  package let cost: Money
  /// The part of the cost that was paid for nothing.
  package let wastedCost: Money
  /// Paid pictures whose price is unknown.
  package let unpriced: Int

  package static let empty = Ledger()

  /// The ledger of one request or case, in which what was paid for and not delivered is lost.
  package init(
    asked: Int = 0,
    submitted: Int = 0,
    paid: Int = 0,
    delivered: Int = 0,
    cost: Money = .zero,
    unpriced: Int = 0
  ) {
    let wasted = max(0, paid - delivered)
    let wastedCost = paid > 0 ? Money(millionths: cost.millionths * wasted / paid) : .zero
    self.init(
      asked,
      submitted,
      paid: paid,
      delivered: delivered,
      wasted: wasted,
      cost: cost,
      wastedCost: wastedCost,
      unpriced: unpriced
    )
  }

  private init(
    _ asked: Int,
    _ submitted: Int,
    paid: Int,
    delivered: Int,
    wasted: Int,
    cost: Money,
    wastedCost: Money,
    unpriced: Int
  ) {
    self.asked = asked
    self.submitted = submitted
    self.paid = paid
    self.delivered = delivered
    self.wasted = wasted
    self.cost = cost
    self.wastedCost = wastedCost
    self.unpriced = unpriced
  }

  /// The ledger of both; what one lost the other can't make good.
  package static func + (first: Ledger, second: Ledger) -> Ledger {
    Ledger(
      first.asked + second.asked,
      first.submitted + second.submitted,
      paid: first.paid + second.paid,
      delivered: first.delivered + second.delivered,
      wasted: first.wasted + second.wasted,
      cost: first.cost + second.cost,
      wastedCost: first.wastedCost + second.wastedCost,
      unpriced: first.unpriced + second.unpriced
    )
  }

  package static func sum(_ ledgers: some Sequence<Ledger>) -> Ledger {
    ledgers.reduce(.empty, +)
  }
}

extension Ledger: CustomStringConvertible {
  /// One line for people: `asked 3 · submitted 4 · paid 4 ($0.32) · delivered 0 · paid for nothing 4 ($0.32)`.
  package var description: String { parts.joined(separator: " · ") }

  /// The same, part by part.
  package var parts: [String] {
    [
      "asked \(asked)", "submitted \(submitted)", "paid \(paid)\(Ledger.price(cost))",
      "delivered \(delivered)", "paid for nothing \(wasted)\(Ledger.price(wastedCost))",
    ]
  }

  /// The purchase and its outcome, for the middle of a sentence: `4 bought ($0.32), 0 delivered`.
  package var purchase: String { "\(paid) bought\(Ledger.price(cost)), \(delivered) delivered" }

  /// Nothing where no price is known.
  private static func price(_ cost: Money) -> String { cost == .zero ? "" : " (\(cost.inWords))" }
}

extension Ledger {
  /// The members that reports hold.
  package var json: JSONObject {
    [
      "asked": .integer(asked), "submitted": .integer(submitted), "paid": .integer(paid),
      "delivered": .integer(delivered), "wasted": .integer(wasted), "usd": cost.json,
      "wasted_usd": wastedCost.json, "unpriced": .integer(unpriced),
    ]
  }

  /// A ledger as a report holds it; nil where a member is missing.
  package init?(reading json: JSON) {
    guard let asked = json["asked"]?.intValue, let submitted = json["submitted"]?.intValue,
      let paid = json["paid"]?.intValue, let delivered = json["delivered"]?.intValue,
      let wasted = json["wasted"]?.intValue, let cost = json["usd"]?.doubleValue,
      let wastedCost = json["wasted_usd"]?.doubleValue, let unpriced = json["unpriced"]?.intValue
    else { return nil }
    self.init(
      asked,
      submitted,
      paid: paid,
      delivered: delivered,
      wasted: wasted,
      cost: Money(dollars: cost),
      wastedCost: Money(dollars: wastedCost),
      unpriced: unpriced
    )
  }
}
