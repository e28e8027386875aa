import Catalog
import Drift
import Recordings
import Sessions
import Terminal

extension DriftCall {
  /// `drift`: asks, or reads recorded traffic, and reports what changed.
  func look() async throws -> ExitCode {
    let baselines = try places.baselines.all()
    var state = try state()
    let budget = try budget()
    let run = run(against: baselines, state: state, budget: budget)
    if call[.dryRun] {
      call.console.write(DriftPlanText(run: run, state: state).text)
      return .success
    }
    let start = call.console.milliseconds()
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await self.outcomes(run)
    }
    let outcomes = isInterrupted ? found.filter(\.isLookedAt) : found
    let report = try judge(baselines).report(
      on: outcomes,
      spent: budget.spent,
      isWhole: !isInterrupted,
      state: &state
    )
    try keep(state)
    let milliseconds = call.console.milliseconds() - start
    let options = AgainCommand(call, deciding: DriftOptions.deciding).options
    try tell(report, milliseconds: milliseconds) { command in
      options.isEmpty ? command : "\(command) \(options)"
    }
    guard !isInterrupted else { return interrupted(after: outcomes.count) }
    return ExitCode(of: report)
  }

  private func outcomes(_ run: DriftRun) async throws -> [Outcome] {
    guard let folder = call[DriftOptions.from] else { return await run.outcomes() }
    let store = RecordingStore(call.absolute(folder))
    let names = store.names
    if names.isEmpty { call.console.writeError("error: no recording in \(store.path)\n") }
    let result = try TrafficRun(subjects: run.subjects, baselines: run.baselines)
      .result(names) { try store.load($0) }
    if result.strays > 0, !call.isQuiet {
      let count = "\(result.strays) of \(result.exchanges) exchanges"
      call.console.writeError("note: \(count) belong to no endpoint that is known\n")
    }
    return result.outcomes
  }
}

extension ExitCode {
  /// The exit code of a report on drift.
  init(of report: DriftReport) { self.init(of: report.ending) }

  init(of ending: DriftReport.Ending) {
    switch ending {
    case .fine: self = .success
    case .breaking: self = .breakingDrift
    case .needsPerson: self = .needsPerson
    case .unknown: self = .couldNotFindOut
    }
  }
}
