package import Contract

/// Both sides of one gateway while they are set up, and the other witnesses of a run.
package struct Session: Sendable {
  /// The witness for the plans of requests, where plans are judged.
  package var plans: PlanWitness?
  /// The witness that asks the gateway and sees its calls to the providers.
  package var witness: WireWitness?
  /// A gateway whose upstream plays recordings.
  package var recorded: (any RecordedGateway)?
  /// The gateway's claims about itself; nil where it is held to everything.
  package var profile: GatewayProfile?
  /// The canary's doubt about the gateway; nil where it came through whole.
  package var doubt: String?
  /// The work before a phase begins, such as closing circuit breakers.
  package var prepare: @Sendable (Case.Phase) async -> Void = { _ in }
  /// Whether the gateway may hold a provider's failure against the next case.
  package var isolatesFaults = true
  /// The work after a case in which a provider failed; false where the gateway does not serve again.
  package var recover: @Sendable (Case) async -> Bool = { _ in true }

  /// The findings beside the cases when all have run: calls that belong to none of them.
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

/// A part that a case needs and a session lacks.
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
