package import Catalog

/// Which jobs a run does and which it leaves out, decided before anything is sent.
package struct DriftPlan: Sendable {
  package var chosen: [DriftJob] = []
  /// Left out for want of money.
  package var unaffordable: [DriftJob] = []
  /// Left out because their price is unknown.
  package var unpriced: [DriftJob] = []

  /// The longest unverified go first, until the money is used up.
  package init(_ jobs: [DriftJob], state: DriftState, budget: Budget) {
    for job in DriftPlan.byAge(jobs, state) {
      do {
        _ = try budget.reserve(job.cost)
        chosen.append(job)
      } catch {
        switch error {
        case .unpriced: unpriced.append(job)
        case .beyondLimit: unaffordable.append(job)
        }
      }
    }
  }

  private static func byAge(_ jobs: [DriftJob], _ state: DriftState) -> [DriftJob] {
    jobs.sorted { first, second in
      let (old, new) = (state.verified(first), state.verified(second))
      return (old, first.subject.id) < (new, second.subject.id)
    }
  }

  /// The cost of all the chosen ones at worst.
  package var worstCase: Money { chosen.reduce(.zero) { $0 + ($1.cost ?? .zero) } }
}
