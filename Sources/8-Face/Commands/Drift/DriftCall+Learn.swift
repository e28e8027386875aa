import Files
import Contract
import Drift
import Recordings
import Sessions

extension DriftCall {
  /// `drift learn`: baselines from live answers, from the stubs, or from recorded traffic.
  func learn() async throws -> ExitCode {
    let samples = call[DriftOptions.samples]
    if call[.dryRun] {
      let run = run(budget: try budget())
      call.console.write(DriftPlanText(run: run, state: DriftState(), samples: samples).text)
      return .success
    }
    let baselines = try places.keptBaselines()
    let observations = try await observations(samples: samples)
    var isComplete = true
    for outcome in observations.outcomes {
      isComplete = complain(of: outcome) && isComplete
      let baseline = outcome.baseline(
        origin: observations.origin,
        now: now,
        source: observations.source
      )
      guard let baseline else { continue }
      try baselines.write(baseline, as: outcome.subject.fileName)
      call.console.write("\(baselines.folder.path(of: outcome.subject.fileName))\n")
    }
    return isComplete ? .success : .couldNotFindOut
  }

  private func observations(samples: Int) async throws -> Observations {
    if let folder = call[DriftOptions.from] {
      return try Observations(of: subjects, in: RecordingStore(call.absolute(folder)))
    }
    return Observations(
      outcomes: await run(budget: try budget()).learned(samples: samples),
      origin: upstream.isLive ? .live : .simulated,
      source: upstream.source
    )
  }

  /// Says once what could not be learned; true where that was to be expected.
  private func complain(of outcome: Outcome) -> Bool {
    var said: Set<String> = []
    var isExpected = true
    for (kind, trouble) in outcome.troubles {
      if case .unpriced = trouble {} else { isExpected = false }
      let text = "\(outcome.subject.id): \(kind.rawValue): \(trouble)\n"
      if said.insert(text).inserted { call.console.writeError(text) }
    }
    return isExpected
  }
}
