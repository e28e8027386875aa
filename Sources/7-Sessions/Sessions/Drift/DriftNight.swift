import Catalog
package import Drift
package import Recordings

/// One look at the endpoints, asked or read in recorded traffic, that keeps what it finds as it goes.
package struct DriftNight: Sendable {
  private let run: DriftRun
  private let judge: Judge
  /// Where it remembers; nil for nowhere.
  private let memory: DriftStateFile?

  package init(_ run: DriftRun, judge: Judge, memory: DriftStateFile?) {
    self.run = run
    self.judge = judge
    self.memory = memory
  }

  /// The result of a night, whole or as far as it came.
  package struct Result: Sendable {
    package var report: DriftReport
    /// How many endpoints were looked at.
    package var looks: Int
    /// What recordings hold, where they were read.
    package var traffic: TrafficRun.Result?
    package var isInterrupted: Bool
  }

  /// Looks until it knows everything, or until `interruption` returns.
  package func result(
    reading recordings: RecordingStore? = nil,
    interruption: @escaping @Sendable () async -> Void
  ) async throws -> Result {
    let (found, isInterrupted) = try await interruptible(by: interruption) {
      try await self.outcomes(recordings)
    }
    let outcomes = isInterrupted ? found.outcomes.filter(\.isLookedAt) : found.outcomes
    let (report, state) = report(on: outcomes, isWhole: !isInterrupted)
    try memory?.write(state)
    return Result(
      report: report,
      looks: outcomes.count,
      traffic: found.traffic,
      isInterrupted: isInterrupted
    )
  }

  private func outcomes(
    _ recordings: RecordingStore?
  ) async throws -> (outcomes: [Outcome], traffic: TrafficRun.Result?) {
    guard let recordings else {
      let outcomes = await run.outcomes { outcomes in
        // What was found survives whatever ends the night. It concludes nothing: the end will.
        try? memory?.write(report(on: outcomes, isWhole: false).state)
      }
      return (outcomes, nil)
    }
    let traffic = try TrafficRun(subjects: run.subjects, baselines: run.baselines)
      .result(recordings.names) { try recordings.load($0) }
    return (traffic.outcomes, traffic)
  }

  /// The report, and what is remembered after it, beginning with what was before the night.
  private func report(
    on outcomes: [Outcome],
    isWhole: Bool
  ) -> (report: DriftReport, state: DriftState) {
    var state = run.state
    let report = judge.report(
      on: outcomes,
      spent: run.budget.spent,
      isWhole: isWhole,
      state: &state
    )
    return (report, state)
  }
}
