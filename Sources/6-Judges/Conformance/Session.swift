package import Contract

/// Both sides of one gateway while they are set up, and whoever else testifies in a run.
package struct Session: Sendable {
  /// Whoever says what a request becomes, where plans are judged.
  package var plans: PlanWitness?
  /// Whoever asks the gateway and sees what it asks of the providers.
  package var witness: WireWitness?
  /// A gateway whose upstream plays recordings.
  package var recorded: (any RecordedGateway)?
  /// What the gateway says of itself; nil where it is held to everything.
  package var profile: GatewayProfile?
  /// What is done before a phase begins, such as closing circuit breakers.
  package var prepare: @Sendable (Case.Phase) async -> Void = { _ in }
  /// Whether the gateway may hold a provider's failure against the next case.
  package var isolatesFaults = true
  /// What is done after a case in which a provider failed; false where the gateway does not serve again.
  package var recover: @Sendable (Case) async -> Bool = { _ in true }

  /// What is found beside the cases when all have run: calls that belong to none of them.
  package var strays: @Sendable (Strictness, (String) -> Requirement?) -> [Finding]

  package init(
    plans: PlanWitness? = nil,
    witness: WireWitness? = nil,
    recorded: (any RecordedGateway)? = nil
  ) {
    self.plans = plans
    self.witness = witness
    self.recorded = recorded
    strays = { strictness, requirement in
      guard let witness else { return [] }
      return Strays(witness).findings(judgedBy: strictness, requirement)
    }
  }

  /// The result with failures of what the gateway does not claim taken for skipped.
  func excused(_ result: CaseResult) -> CaseResult { profile?.excused(result) ?? result }
}

/// Whom a case needs and a session lacks.
enum SessionGap: Error, CustomStringConvertible {
  case planner, gateway, recordings

  var description: String {
    switch self {
    case .planner: "nobody says what a request becomes"
    case .gateway: "there is no gateway to ask"
    case .recordings: "nobody plays recordings"
    }
  }
}
