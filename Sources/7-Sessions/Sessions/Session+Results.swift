package import Contract
package import CanonicalJSON
package import Conformance
import HTTPTransport

/// One case in one session: its findings, and what both sides showed, one value for each request.
package struct SeenCase: Sendable {
  package let result: CaseResult
  package let sides: [JSON]
}

extension Session {
  /// Runs cases in a session of their own, and keeps what both sides showed of each.
  ///
  /// An interruption ends the run with what it has; the session is taken down all the same.
  package static func results(
    of cases: [Case],
    in plan: SessionPlan,
    isStrict: Bool,
    until interruption: @escaping @Sendable () async -> Void
  ) async throws -> (cases: [SeenCase], isInterrupted: Bool) {
    let log = EvidenceLog()
    var plan = plan
    plan.log = log
    var runner = Runner(
      requirements: plan.sources.requirements,
      strictness: plan.subject.strictness(isStrict: isStrict),
      jobs: plan.subject.jobs(asked: nil)
    )
    runner.deadline = Runner.Deadline(.seconds(60), by: LoopWaiting())
    let ready = runner
    let beginning = RunBeginning(
      contract: plan.sources.requirements.revision,
      gateway: [:],
      caseCount: cases.count
    )
    let (results, isInterrupted) = try await open(plan) { session in
      try await interruptible(by: interruption) {
        var results: [CaseResult] = []
        _ = await ready.run(cases, in: session, beginning) { event in
          if case .finished(let result) = event { results.append(result) }
        }
        return results
      }
    }
    let seen = results.map { SeenCase(result: $0, sides: log.sides(of: $0.caseID)) }
    return (seen, isInterrupted)
  }
}
