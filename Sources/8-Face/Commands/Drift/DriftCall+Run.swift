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
    let baselines = try scene.places.baselines.all()
    let state = try state()
    let run = run(against: baselines, state: state, budget: try budget())
    if call[.dryRun] {
      call.console.write(DriftPlanText(run: run, state: state).text)
      return .success
    }
    let start = call.console.milliseconds()
    let recordings = recordings
    if let recordings, recordings.names.isEmpty {
      call.console.writeError("error: no recording in \(recordings.path)\n")
    }
    let night = try await DriftNight(run, judge: try judge(baselines), memory: stateFile)
      .result(reading: recordings, interruption: call.console.interruption())
    if let traffic = night.traffic, traffic.strays > 0, !call.isQuiet { tell(traffic) }
    let milliseconds = call.console.milliseconds() - start
    let options = AgainCommand(call, deciding: DriftOptions.deciding).options
    try tell(night.report, milliseconds: milliseconds) { command in
      options.isEmpty ? command : "\(command) \(options)"
    }
    tellInfo(night.report)
    guard !night.isInterrupted else { return interrupted(after: night.looks) }
    return ExitCode(of: night.report.ending)
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
      let near = Suggestion.nearest(to: path, among: scene.subjects.map(\.endpoint))
      text += "  \(count) × \(name)\(near.map { "; the nearest known is \($0)" } ?? "")\n"
    }
    let rest = strays.count - DriftCall.mostStrays
    if rest > 0 { text += "  and \(rest) more\n" }
    call.console.writeError(text)
  }

  /// What changed for nobody's harm is no finding, and neither are trends; they are told beside the findings.
  private func tellInfo(_ report: DriftReport) {
    guard !call.isQuiet, !call.wantsJSON else { return }
    for change in report.changes.filter({ $0.standing == .confirmed }).map(\.change)
    where change.rule.severity == .info {
      let values = [change.before, change.after].map { $0?.text() ?? "–" }.joined(separator: " → ")
      call.console.writeError(
        "note: \(change.subject): \(change.rule.sentence) \(change.pointer) \(VisibleText.line(values, limit: 200))\n"
      )
    }
    for entry in report.entries {
      guard let trend = entry.trend else { continue }
      call.console.writeError("note: \(entry.subject.id): \(trend)\n")
    }
  }
}

extension ExitCode {
  init(of ending: DriftReport.Ending) {
    switch ending {
    case .fine: self = .success
    case .breaking: self = .breakingDrift
    case .needsPerson: self = .needsPerson
    case .unknown: self = .couldNotFindOut
    }
  }
}
