import Catalog
import Drift
import HTTPMessages
import HTTPTransport
import Sessions
import Stubs

/// `drift rehearse`: plants a change in the stubs and looks whether a run finds it; found is exit 3.
struct DriftRehearsal {
  let desk: DriftDesk
  private let rehearsals: [Rehearsal]

  init(_ desk: DriftDesk, _ words: [String]) throws {
    self.desk = desk
    rehearsals =
      try words.isEmpty
      ? [.output]
      : words.map { word in
        guard let rehearsal = Rehearsal(rawValue: word) else {
          throw DriftUsage.unknownRehearsal(word, known: Rehearsal.allCases.map(\.rawValue))
        }
        return rehearsal
      }
  }

  func run() async throws -> ExitCode {
    let stubs = ProviderStubs(desk.catalog, clock: LoopWaiting())
    let learned = await run(on: stubs, against: [:]).learned(samples: 3)
    var baselines: [String: Baseline] = [:]
    for outcome in learned {
      baselines[outcome.subject.id] = outcome.baseline(
        origin: .simulated,
        now: desk.now,
        source: "the stub providers"
      )
    }
    for rehearsal in rehearsals {
      let run = run(on: rehearsal.planted(in: stubs), against: baselines)
      var state = DriftState()
      let report = try DriftNight(desk: desk).judge(baselines)
        .report(on: await run.outcomes(), spent: run.budget.spent, state: &state)
      try DriftNight(desk: desk).tell(report, milliseconds: 0) { _ in again(rehearsal) }
      let isFound = report.changes.contains { $0.change.rule == rehearsal.rule && $0.isBreach }
      guard isFound else {
        desk.call.console.writeError("error: \(rehearsal.rule.id) was planted and not found\n")
        return .failure
      }
    }
    return .breakingDrift
  }

  /// A change that was planted is found by planting it again.
  private func again(_ rehearsal: Rehearsal) -> String {
    let options = AgainCommand(desk.call, deciding: DriftOptions.decidingRehearsal).options
    return "touchstone drift rehearse \(rehearsal.rawValue)"
      + (options.isEmpty ? "" : " \(options)")
  }

  private func run(on provider: any HTTPHandler, against baselines: [String: Baseline]) -> DriftRun
  {
    DriftRun(
      subjects: desk.subjects,
      baselines: baselines,
      keys: desk.catalog.stubKeys,
      client: provider,
      clock: LoopWaiting(),
      budget: .ofPlayMoney(),
      options: DriftRun.Options(kinds: Set(DriftJob.Kind.allCases))
    )
  }
}
