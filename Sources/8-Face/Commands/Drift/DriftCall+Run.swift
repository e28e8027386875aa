import Drift
import Recordings
import Reports
import Sessions
import Terminal

extension DriftCall {
  /// `drift`: asks, or reads recorded traffic, and reports what changed.
  func look() async throws -> ExitCode {
    let baselines = try scene.places.baselines.all()
    let state = try state()
    let run = run(against: baselines, state: state, budget: try budget())
    if call[.dryRun] {
      call.console.write(DriftPlanText(of: run, after: state).text)
      return .success
    }
    let start = call.console.milliseconds()
    let recordings = recordings
    if let recordings, recordings.names.isEmpty {
      call.console.writeError("error: no recording in \(recordings.path)\n")
    }
    let night = try await DriftNight(run, judge: try judge(baselines), memory: stateFile)
      .result(reading: recordings, interruption: call.console.interruption())
    let strays = night.traffic.flatMap { DriftNotes.strays(of: $0, among: scene.subjects) }
    if let strays, !call.isQuiet { call.console.writeError(strays) }
    let milliseconds = call.console.milliseconds() - start
    let options = AgainCommand(call, deciding: DriftOptions.deciding).options
    try tell(night.report, milliseconds: milliseconds) { command in
      options.isEmpty ? command : "\(command) \(options)"
    }
    for note in DriftNotes.harmless(in: night.report) where !call.isQuiet && !call.wantsJSON {
      call.console.writeError(note)
    }
    guard !night.isInterrupted else { return interrupted(after: night.looks) }
    return ExitCode(of: night.report.ending)
  }
}
