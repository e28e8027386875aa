import Bytes
import CanonicalJSON
package import Conformance
import Contract
package import Exploring
import HTTPTransport

/// An ask that somebody pasted, before every requirement that speaks of it and before every law.
package struct ReproduceRun: Sendable {
  package let plan: SessionPlan
  private let laws: [Law]
  private let isStrict: Bool
  /// The options that lead to the same gateway.
  private let againOptions: String

  package init(_ plan: SessionPlan, laws: [Law], isStrict: Bool, again options: String) {
    self.plan = plan
    self.laws = laws
    self.isStrict = isStrict
    againOptions = options
  }

  /// What came of it on both sides, what requirements say of it, and which laws it breaks.
  package struct Outcome: Sendable {
    package let sides: Sides
    package let judged: JudgedAsk
    package let found: Explorer.Findings
  }

  package func outcome(of ask: Ask) async throws -> Outcome {
    let judged = try await judged(ask)
    let run = ExploreRun(plan, asking: ask, laws: laws)
    let seen = try await run.reproduced(ask)
    return Outcome(sides: seen.sides, judged: judged, found: seen.found)
  }

  /// By the same cases, before the same stubs, as `check` would have it.
  private func judged(_ ask: Ask) async throws -> JudgedAsk {
    var plan = plan
    plan.firstModel = ExploreRun(plan, asking: ask, laws: []).plan.firstModel
    // Of a model that no catalog describes only the client's side is judged, whatever endpoint is called.
    plan.isLenient = plan.sources.cases(of: ask, plan.subject.profile).isRefused == nil
    var runner = Runner(
      requirements: plan.sources.requirements,
      strictness: plan.subject.strictness(isStrict: isStrict),
      jobs: plan.subject.jobs(asked: nil)
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    var trial = RequirementTrial(
      plan.sources,
      runner,
      at: plan.subject.profile,
      again: againOptions
    )
    trial.limit = { [plan] in plan.limited($0) }
    if case .live = plan.upstream { trial.shrinks = false }
    return try await Session.open(plan) { [trial] session in
      guard session.witness != nil else { throw ExploreError.nobodyToAsk }
      return await trial.judged(ask, in: session)
    }
  }
}
