import Bytes
import Catalog
import Contract
import Drift
import Files
import Recordings
import Reports
import Sessions
import Terminal

/// A call of drift, and what it is about.
struct DriftCall {
  let call: Invocation
  let scene: DriftScene

  init(_ call: Invocation, about prefixes: [String] = []) throws {
    self.call = call
    let state = call[DriftOptions.state].map { [Destination.file($0)] } ?? []
    try call.tryWriting(to: call[.reports].map(\.place) + state)
    let layers = try call.goldenLayers()
    scene = try DriftScene(
      layers: layers,
      places: call.driftPlaces(layers),
      upstream: call.providerUpstream(),
      about: prefixes
    )
  }

  /// The state that the last run remembered; empty where no file is named or none is there yet.
  func state() throws -> DriftState {
    try stateFile?.read() ?? DriftState()
  }

  var stateFile: DriftStateFile? { call.driftState }

  /// The traffic that is read instead of asking anybody.
  var recordings: RecordingStore? {
    call[DriftOptions.from].map { RecordingStore(call.absolute($0)) }
  }

  /// Stubs cost nothing; a provider is only paid from a budget that was named.
  func budget() throws -> Budget {
    if let limit = call[.budget] { return Budget(limit: limit) }
    guard scene.upstream.isLive else { return .ofPlayMoney() }
    guard !call[DriftOptions.live] else {
      throw DriftFault.missing("--budget USD, the most that may be spent")
    }
    return Budget(limit: .zero)
  }

  /// The run that asks for documents alone, for what is free, or for everything.
  func run(
    against baselines: [String: Baseline] = [:],
    state: DriftState = DriftState(),
    budget: Budget
  ) -> DriftRun {
    let free: Set<DriftJob.Kind> = call[DriftOptions.schemas] ? [.schema] : [.schema, .read]
    let isWhole = call[DriftOptions.live] && !call[DriftOptions.schemas]
    return scene.run(
      asking: isWhole ? Set(DriftJob.Kind.allCases) : free,
      confirm: call[DriftOptions.confirm],
      against: baselines,
      state: state,
      budget: budget
    )
  }

  func judge(_ baselines: [String: Baseline]) throws -> Judge {
    try scene.judge(
      baselines,
      confirm: call[DriftOptions.confirm],
      patience: call[DriftOptions.patience]
    )
  }

  /// Says how far a run has come that was interrupted.
  func interrupted(after count: Int) -> ExitCode {
    call.console.writeError(
      "interrupted: \(count) of \(scene.subjects.count.counted("endpoint")) looked at; "
        + "what is known of the others is as it was\n"
    )
    return .interrupted
  }

  /// Writes the reports; `again` makes of the plain command for an endpoint the one that finds the same.
  func tell(_ report: DriftReport, milliseconds: Double, again: (String) -> String) throws {
    try tell(
      report.events(contract: revision, milliseconds: milliseconds, again: again)
    )
    if report.spent > .zero, !call.isQuiet, scene.upstream.isLive {
      call.console.writeError("spent \(report.spent)\n")
    }
  }

  func tell(_ events: [RunEvent]) throws {
    var sinks = call.sinks(explaining: DriftRequirements.all)
    for event in events.map(dated) { sinks.record(event, call.console) }
    try ReportSink.close(sinks, call)
  }

  private func dated(_ event: RunEvent) -> RunEvent {
    guard case .began(var beginning) = event else { return event }
    beginning.facts = call.runFacts
    return .began(beginning)
  }

  /// The contract's revision.
  var revision: Int { (try? scene.layers.requirements().revision) ?? 1 }
}
