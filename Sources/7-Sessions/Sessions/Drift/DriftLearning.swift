package import Drift
import Files
package import Recordings

/// Learns what endpoints are like: from live answers, from the stubs, or from recorded traffic.
package struct DriftLearning: Sendable {
  private let scene: DriftScene
  private let baselines: BaselineFolder

  /// Baselines are written where the scene keeps them.
  package init(_ scene: DriftScene) throws {
    self.scene = scene
    baselines = try scene.places.keptBaselines()
  }

  /// The result of learning, whole or as far as it came.
  package struct Result: Sendable {
    /// The files that were written.
    package var files: [String] = []
    /// What could not be learned and why, each once.
    package var troubles: [String] = []
    /// Whether all that could not be learned was not to be expected otherwise.
    package var isComplete = true
    package var origin: Baseline.Origin
    package var isInterrupted: Bool
  }

  package func result(
    of run: DriftRun,
    samples: Int,
    reading recordings: RecordingStore?,
    interruption: @escaping @Sendable () async -> Void
  ) async throws -> Result {
    let (observations, isInterrupted) = try await interruptible(by: interruption) {
      try await self.observations(run, samples, reading: recordings)
    }
    let known = try baselines.all()
    var result = Result(origin: observations.origin, isInterrupted: isInterrupted)
    for outcome in observations.outcomes {
      note(outcome, in: &result)
      // Half a look is better than none, and worse than a whole one.
      guard !isInterrupted || known[outcome.subject.id] == nil else { continue }
      let baseline = outcome.baseline(
        origin: observations.origin,
        now: scene.now,
        source: observations.source
      )
      guard let baseline else { continue }
      try baselines.write(baseline, as: outcome.subject.fileName)
      result.files.append(baselines.folder.path(of: outcome.subject.fileName))
    }
    return result
  }

  private func observations(
    _ run: DriftRun,
    _ samples: Int,
    reading recordings: RecordingStore?
  ) async throws -> Observations {
    if let recordings { return try Observations(of: scene.subjects, in: recordings) }
    return Observations(
      outcomes: await run.learned(samples: samples),
      origin: scene.upstream.isLive ? .live : .simulated,
      source: scene.upstream.source
    )
  }

  private func note(_ outcome: Outcome, in result: inout Result) {
    for (kind, trouble) in outcome.troubles {
      if case .unpriced = trouble {} else { result.isComplete = false }
      let text = "\(outcome.subject.id): \(kind.rawValue): \(trouble)"
      if !result.troubles.contains(text) { result.troubles.append(text) }
    }
  }
}
