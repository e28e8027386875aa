package import Conformance

/// The cases that a gateway is not asked because nobody says that it can: what only a URL tells of claims little.
package struct LeftOutClaims {
  /// How many cases each claim would add, by its name in a profile.
  private let counts: [(claim: String, count: Int)]

  /// Nothing is left out where a profile speaks for the gateway.
  package init(_ plan: SessionPlan, _ filter: CaseFilter) {
    guard let profile = plan.subject.profile, profile.file == nil else {
      counts = []
      return
    }
    let scope = SuiteScope(filter)
    let known = Set(plan.sources.wire(profile, in: scope).cases.map(\.id))
    counts = GatewayProfile.Claims.optional.compactMap { name, claim in
      var claiming = profile
      claim(&claiming.claims)
      let added = plan.sources.wire(claiming, in: scope).cases.filter { !known.contains($0.id) }
      let count = filter.chosen(from: added, plan.sources.requirements)?.cases.count ?? 0
      return count == 0 ? nil : (name, count)
    }
  }

  /// `not asked, for nobody claims it: failover 96 cases, …`; nil where nothing is left out.
  package var text: String? {
    guard !counts.isEmpty else { return nil }
    let parts = counts.map { "\($0.claim) \($0.count)" }.joined(separator: ", ")
    return "not asked, for no profile claims them: \(parts) cases; "
      + "touchstone init writes a profile, whose \"claims\" ask them\n"
  }
}
