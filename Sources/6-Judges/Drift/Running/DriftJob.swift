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

extension DriftState {
  /// When what the job finds out was last known; empty for never.
  package func verified(_ job: DriftJob) -> String {
    subjects[job.subject.id]?.verified[job.kind.rawValue] ?? ""
  }
}
