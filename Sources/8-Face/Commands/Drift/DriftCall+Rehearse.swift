import CanonicalJSON
import Catalog
import Drift
import Reports
import Sessions
import Terminal

extension DriftCall {
  /// `drift rehearse`: plants a change in the stubs and looks whether a run finds it; found is exit 3.
  func rehearse(_ words: [String]) async throws -> ExitCode {
    if call[DriftOptions.everything] { return try await rehearseAll(words) }
    let rehearsals = try words.isEmpty ? [.output] : words.map(Rehearsal.init(named:))
    let provider = scene.rehearsed
    let judge = try judge(await provider.baselines(now: scene.now, source: "the stub providers"))
    for rehearsal in rehearsals {
      let start = call.console.milliseconds()
      let report = await provider.report(on: rehearsal, by: judge)
      try tell(report, milliseconds: call.console.milliseconds() - start) { _ in again(rehearsal) }
      guard report.finds(rehearsal) else {
        call.console.writeError("error: \(rehearsal.rule.id) was planted and not found\n")
        return .failure
      }
    }
    return .breakingDrift
  }

  /// `drift rehearse --all`: everything that can be planted; exit 1 where anything came out otherwise than it must.
  private func rehearseAll(_ words: [String]) async throws -> ExitCode {
    guard words.isEmpty else {
      throw UsageError.unexpectedArguments(words, verb: "drift rehearse --all")
    }
    let table = await scene.wholeRehearsal.table()
    let text = RehearsalText(table, isVerbose: call[.verbose])
    call.answer(table.json, or: text.text)
    return table.isRight ? .success : .failure
  }

  /// A change that was planted is found by planting it again.
  private func again(_ rehearsal: Rehearsal) -> String {
    let options = AgainCommand(call, deciding: DriftOptions.decidingRehearsal).options
    return "touchstone drift rehearse \(rehearsal.rawValue)"
      + (options.isEmpty ? "" : " \(options)")
  }
}
