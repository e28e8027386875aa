package import Conformance

/// The same cases at several gateways, one after the other.
package struct ComparedGateways: Sendable {
  /// One gateway, with what became of the cases at it.
  package struct Seen: Sendable {
    package let name: String
    package fileprivate(set) var cases: [SeenCase] = []
  }

  private let plans: [SessionPlan]
  private let filter: CaseFilter
  private let isStrict: Bool

  package init(_ plans: [SessionPlan], asking filter: CaseFilter, isStrict: Bool) {
    self.plans = plans
    self.filter = filter
    self.isStrict = isStrict
  }

  /// Each gateway as far as it was asked before an interruption; `listen` begins to wait for one.
  package func seen(
    until listen: () -> @Sendable () async -> Void
  ) async throws -> (gateways: [Seen], isInterrupted: Bool) {
    var gateways = plans.map { Seen(name: $0.subject.name) }
    for (index, plan) in plans.enumerated() {
      let (sources, subject) = (plan.sources, plan.subject)
      let chosen = try filter.required(sources.requirements) {
        sources.wire(subject.profile, in: $0)
      }
      let (cases, isInterrupted) = try await Session.results(
        of: chosen.cases,
        in: plan,
        isStrict: isStrict,
        until: listen()
      )
      gateways[index].cases = cases
      if isInterrupted { return (gateways, true) }
    }
    return (gateways, false)
  }
}
