import Contract
import Drift
import Files
import Recordings
import Sessions
import Terminal

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
    let (observations, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await self.observations(samples: samples)
    }
    let known = try baselines.all()
    var isComplete = true
    var learned = 0
    for outcome in observations.outcomes {
      isComplete = complain(of: outcome) && isComplete
      // Half a look is better than none, and worse than a whole one.
      guard !isInterrupted || known[outcome.subject.id] == nil else { continue }
      let baseline = outcome.baseline(
        origin: observations.origin,
        now: now,
        source: observations.source
      )
      guard let baseline else { continue }
      learned += 1
      try baselines.write(baseline, as: outcome.subject.fileName)
      call.console.write("\(baselines.folder.path(of: outcome.subject.fileName))\n")
    }
    if learned > 0, observations.origin == .documented, !call.isQuiet {
      call.console.writeError(
        "note: documents made these recordings: what differs from them is told and never breaking, "
          + "and how often a member is missing, billing and bytes can't be judged\n"
      )
    }
    guard !isInterrupted else { return interrupted(after: learned) }
    guard learned > 0 else {
      call.console.writeError("error: nothing was learned: \(nothingLearned)\n")
      return .couldNotFindOut
    }
    return isComplete ? .success : .couldNotFindOut
  }

  /// Why there may be nothing to learn from.
  private var nothingLearned: String {
    call[DriftOptions.from].map {
      "no exchange in \($0) belongs to an endpoint that is asked about"
    }
      ?? "no endpoint said anything that can be kept"
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
