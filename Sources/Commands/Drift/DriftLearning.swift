import Drift
import Goldens
import Recordings

/// `drift learn`: baselines from live answers, from the stubs, or from recorded traffic.
struct DriftLearning {
  let desk: DriftDesk

  private var call: Invocation { desk.call }

  func run() async throws -> ExitCode {
    if call[.dryRun] {
      let run = desk.run(against: [:], state: DriftState(), budget: try desk.budget())
      call.console.write(DriftPlanText(run: run, state: DriftState(), samples: samples).text)
      return .success
    }
    let baselines = try desk.keptBaselines()
    let (outcomes, origin, source) = try await observations()
    var isComplete = true
    for outcome in outcomes {
      isComplete = complain(of: outcome) && isComplete
      let baseline = outcome.baseline(origin: origin, now: desk.now, source: source)
      guard let baseline else { continue }
      try baselines.write(baseline, as: outcome.subject.fileName)
      call.console.write("\(baselines.folder.path(of: outcome.subject.fileName))\n")
    }
    return isComplete ? .success : .couldNotFindOut
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

  private typealias Observations = (
    outcomes: [Outcome], origin: Baseline.Origin, source: String?
  )

  private func observations() async throws -> Observations {
    if let folder = call[DriftOptions.from] { return try recorded(folder) }
    let run = desk.run(against: [:], state: DriftState(), budget: try desk.budget())
    let outcomes = await run.learned(samples: samples)
    let isLive = desk.isLive
    return (outcomes, isLive ? .live : .simulated, isLive ? nil : "the stub providers")
  }

  private var samples: Int { call[DriftOptions.samples] }

  /// As sure as the least sure of the recordings.
  private func recorded(_ folder: String) throws -> Observations {
    let store = RecordingStore(call.absolute(folder))
    var origins: Set<RecordingMetadata.Origin> = []
    let outcomes = try TrafficRun(subjects: desk.subjects, baselines: [:])
      .result(store.names) { name in
        let recording = try store.load(name)
        origins.insert(recording.metadata.origin)
        return recording
      }.outcomes
    if origins.contains(.documented) {
      return (outcomes, .documented, "recordings that the providers' documents made")
    }
    return (outcomes, origins.contains(.simulated) ? .simulated : .live, "recorded traffic")
  }
}
