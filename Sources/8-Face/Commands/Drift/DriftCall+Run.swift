import Bytes
import CanonicalJSON
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
    let (judge, before) = (try self.judge(baselines), state)
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await self.outcomes(run) { outcomes in
        // What was found survives whatever ends the run. It concludes nothing: the end will.
        var state = before
        _ = judge.report(on: outcomes, spent: budget.spent, isWhole: false, state: &state)
        try? self.keep(state)
      }
    }
    let outcomes = isInterrupted ? found.filter(\.isLookedAt) : found
    let report = judge.report(
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
    tellInfo(report)
    guard !isInterrupted else { return interrupted(after: outcomes.count) }
    return ExitCode(of: report)
  }

  private func outcomes(
    _ run: DriftRun,
    progress: @Sendable ([Outcome]) -> Void
  ) async throws -> [Outcome] {
    guard let folder = call[DriftOptions.from] else {
      return await run.outcomes(progress: progress)
    }
    let store = RecordingStore(call.absolute(folder))
    let names = store.names
    if names.isEmpty { call.console.writeError("error: no recording in \(store.path)\n") }
    let result = try TrafficRun(subjects: run.subjects, baselines: run.baselines)
      .result(names) { try store.load($0) }
    if result.strays > 0, !call.isQuiet { tell(result) }
    return result.outcomes
  }

  /// The most kinds of strays that are named.
  private static let mostStrays = 8

  /// Says which exchanges tell nothing, and what is known that is most like them.
  private func tell(_ result: TrafficRun.Result) {
    let count = "\(result.strays) of \(result.exchanges) exchanges"
    var text = "note: \(count) belong to no endpoint that is known\n"
    let strays = result.unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (name, count) in strays.prefix(DriftCall.mostStrays) {
      let path = name.firstIndex(of: "/").map { String(name[$0...].dropFirst()) } ?? name
      let near = Suggestion.nearest(to: path, among: subjects.map(\.endpoint))
      text += "  \(count) × \(name)\(near.map { "; the nearest known is \($0)" } ?? "")\n"
    }
    let rest = strays.count - DriftCall.mostStrays
    if rest > 0 { text += "  and \(rest) more\n" }
    call.console.writeError(text)
  }

  /// What changed for nobody's harm is no finding; it is told beside them.
  private func tellInfo(_ report: DriftReport) {
    guard !call.isQuiet, !call.wantsJSON else { return }
    for change in report.changes.filter({ $0.standing == .confirmed }).map(\.change)
    where change.rule.severity == .info {
      let values = [change.before, change.after].map { $0?.text() ?? "–" }.joined(separator: " → ")
      call.console.writeError(
        "note: \(change.subject): \(change.rule.sentence) \(change.pointer) \(VisibleText.line(values, limit: 200))\n"
      )
    }
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
