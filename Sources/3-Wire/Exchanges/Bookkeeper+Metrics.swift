import Catalog

extension Bookkeeper {
  /// The account of all pictures; what was called off is taken back, so bought and spent may shrink.
  package var metrics: [Metric] {
    let total = total
    return [
      Metric(
        "touchstone_orders_total",
        "Orders that reached a provider, refused ones included.",
        kind: .counter,
        value: Double(total.submitted)
      ),
      Metric(
        "touchstone_pictures_bought",
        "Pictures that providers took on and would bill.",
        kind: .gauge,
        value: Double(total.paid)
      ),
      Metric(
        "touchstone_pictures_delivered_total",
        "Pictures that were handed out.",
        kind: .counter,
        value: Double(total.delivered)
      ),
      Metric(
        "touchstone_spent_dollars",
        "What the bought pictures would cost, as far as prices are known.",
        kind: .gauge,
        value: Double(total.cost.millionths) / 1_000_000
      ),
    ]
  }
}
