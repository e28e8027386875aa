package import Catalog

/// One thing to find out about one endpoint.
package struct DriftJob: Sendable {
  /// The kind of question, the cheapest first.
  package enum Kind: String, Sendable, CaseIterable {
    /// The document in which the provider describes the endpoint; free.
    case schema
    /// Asking after work that was never ordered; free.
    case read
    /// A request that can't be valid; free unless it is accepted.
    case probe
    /// The cheapest picture.
    case generation
  }

  package var subject: Subject
  package var kind: Kind

  /// The cost at worst; nil where the price is unknown.
  package var cost: Money? {
    switch kind {
    case .schema, .read: .zero
    case .probe: subject.worstCase
    case .generation: subject.generationCost
    }
  }

  package var needsKey: Bool {
    let call: Provider.CallName =
      switch kind {
      case .schema: .schema
      case .read: .status
      case .probe, .generation: subject.order
      }
    return subject.facts.calls[call]?.isOpen != true
  }

  package var source: Change.Source {
    switch kind {
    case .schema: .schema
    case .probe: .probe
    case .read, .generation: .answer
    }
  }

  /// `the schema document of fal/flux.2-max`.
  package var title: String {
    let what =
      switch kind {
      case .schema: "the schema document"
      case .read: "a free read"
      case .probe: "a validation probe"
      case .generation: "the cheapest generation"
      }
    return "\(what) of \(subject.id)"
  }
}

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

extension DriftState {
  /// When what the job finds out was last known; empty for never.
  package func verified(_ job: DriftJob) -> String {
    subjects[job.subject.id]?.verified[job.kind.rawValue] ?? ""
  }
}
