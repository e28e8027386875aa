import Catalog
import Drift
import Findings
import Goldens
import Recordings

/// One run of drift, from asking to the exit code.
struct DriftNight {
  let desk: DriftDesk

  private var call: Invocation { desk.call }

  func run() async throws -> ExitCode {
    let baselines = try desk.baselines.all()
    var state = try desk.state()
    let budget = try desk.budget()
    let run = desk.run(against: baselines, state: state, budget: budget)
    if call[.dryRun] {
      call.console.write(DriftPlanText(run: run, state: state).text)
      return .success
    }
    let start = call.console.milliseconds()
    let outcomes = try await outcomes(run)
    let report = try judge(baselines).report(on: outcomes, spent: budget.spent, state: &state)
    try desk.keep(state)
    let milliseconds = call.console.milliseconds() - start
    let options = AgainCommand(call, deciding: DriftOptions.deciding).options
    try tell(report, milliseconds: milliseconds) { command in
      options.isEmpty ? command : "\(command) \(options)"
    }
    return ExitCode(of: report)
  }

  private func outcomes(_ run: DriftRun) async throws -> [Outcome] {
    guard let folder = call[DriftOptions.from] else { return await run.outcomes() }
    let store = RecordingStore(call.absolute(folder))
    let names = store.names
    guard !names.isEmpty else { throw RecordingsUsage.none([], folder: store.path) }
    let result = try TrafficRun(subjects: run.subjects, baselines: run.baselines)
      .result(names) { try store.load($0) }
    if result.strays > 0, !call.isQuiet {
      let count = "\(result.strays) of \(result.exchanges) exchanges"
      call.console.writeError("note: \(count) belong to no endpoint that is known\n")
    }
    return result.outcomes
  }

  func judge(_ baselines: [String: Baseline]) throws -> Judge {
    Judge(
      baselines: baselines,
      suppressions: try desk.suppressions().suppressions,
      touches: TouchFinder(
        subjects: desk.subjects,
        expected: (try? desk.layers.expectedLines()) ?? []
      ),
      confirm: desk.call[DriftOptions.confirm],
      patience: call[DriftOptions.patience],
      now: desk.now
    )
  }

  /// Writes the reports; `again` makes of the plain command for an endpoint the one that finds the same.
  func tell(
    _ report: DriftReport,
    milliseconds: Double,
    again: (String) -> String
  ) throws {
    var sinks = ReportSink.all(call, explaining: DriftRequirements.all)
    let contract = (try? desk.layers.requirements().revision) ?? 1
    let events = report.events(
      contract: contract,
      milliseconds: milliseconds,
      again: again
    )
    for event in events {
      for index in sinks.indices { sinks[index].record(event, call.console) }
    }
    try ReportSink.close(sinks, call.console)
    if report.spent > .zero, !call.isQuiet, desk.isLive {
      call.console.writeError("spent \(report.spent)\n")
    }
  }
}

extension ExitCode {
  /// What a report on drift comes to.
  init(of report: DriftReport) {
    switch report.ending {
    case .fine: self = .success
    case .breaking: self = .breakingDrift
    case .needsPerson: self = .needsPerson
    case .unknown: self = .couldNotFindOut
    }
  }
}
