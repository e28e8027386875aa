package import Recordings

/// The outcomes that baselines are made of, and their origin.
package struct Observations: Sendable {
  package let outcomes: [Outcome]
  package let origin: Baseline.Origin
  package let source: String?

  package init(outcomes: [Outcome], origin: Baseline.Origin, source: String?) {
    self.outcomes = outcomes
    self.origin = origin
    self.source = source
  }

  /// Reads the outcomes that recordings show, as sure as the least sure of them.
  package init(of subjects: [Subject], in store: RecordingStore) throws {
    var origins: Set<RecordingMetadata.Origin> = []
    outcomes = try TrafficRun(subjects: subjects, baselines: [:]).result(store.names) { name in
      let recording = try store.load(name)
      origins.insert(recording.metadata.origin)
      return recording
    }.outcomes
    let isDocumented = origins.contains(.documented)
    origin = isDocumented ? .documented : origins.contains(.simulated) ? .simulated : .live
    source =
      isDocumented ? "recordings that the providers' documents made" : "recorded traffic"
  }
}
