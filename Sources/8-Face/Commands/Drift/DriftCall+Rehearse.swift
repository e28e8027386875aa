import Drift
import HTTPTransport
import Sessions
import Terminal

extension DriftCall {
  /// `drift rehearse`: plants a change in the stubs and looks whether a run finds it; found is exit 3.
  func rehearse(_ words: [String]) async throws -> ExitCode {
    let rehearsals = try words.isEmpty ? [.output] : words.map(DriftCall.rehearsal)
    let stubs = ProviderUpstream(upstream.catalog, isLive: false, environment: [:])
    let provider = RehearsedProvider(
      stubs.handler,
      keys: stubs.keys,
      subjects: subjects,
      clock: LoopWaiting()
    )
    let judge = try judge(await provider.baselines(now: now, source: "the stub providers"))
    for rehearsal in rehearsals {
      let report = await provider.report(on: rehearsal, by: judge)
      try tell(report, milliseconds: 0) { _ in again(rehearsal) }
      guard report.finds(rehearsal) else {
        call.console.writeError("error: \(rehearsal.rule.id) was planted and not found\n")
        return .failure
      }
    }
    return .breakingDrift
  }

  private static func rehearsal(_ word: String) throws(DriftUsage) -> Rehearsal {
    guard let rehearsal = Rehearsal(rawValue: word) else {
      throw .unknownRehearsal(word, known: Rehearsal.allCases.map(\.rawValue))
    }
    return rehearsal
  }

  /// A change that was planted is found by planting it again.
  private func again(_ rehearsal: Rehearsal) -> String {
    let options = AgainCommand(call, deciding: DriftOptions.decidingRehearsal).options
    return "touchstone drift rehearse \(rehearsal.rawValue)"
      + (options.isEmpty ? "" : " \(options)")
  }
}
