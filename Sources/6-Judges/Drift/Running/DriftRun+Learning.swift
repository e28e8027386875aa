extension DriftRun {
  /// The look of each endpoint over several samples of everything that may be asked.
  ///
  /// Documents say the same every time and are read once; `baselines` should be empty.
  package func learned(samples: Int) async -> [Outcome] {
    var outcomes = await outcomes()
    var run = self
    run.options.kinds.remove(.schema)
    for _ in 1..<max(1, samples) where !run.options.kinds.isEmpty && !Task.isCancelled {
      for (place, outcome) in await run.outcomes().enumerated() {
        outcomes[place].observed.merge(outcome.observed)
        outcomes[place].troubles += outcome.troubles
      }
    }
    return outcomes
  }
}

extension Outcome {
  /// The baseline that these observations make; nil where nothing was seen.
  package func baseline(origin: Baseline.Origin, now: String, source: String?) -> Baseline? {
    guard observed != Portrait() else { return nil }
    return Baseline(
      subject: subject.id,
      origin: origin,
      learned: now,
      source: source,
      portrait: observed
    )
  }
}
