import Bytes
import CanonicalJSON
import Catalog
import Contract
import Drift
import Files
import HTTPTransport
import Recordings
import Sessions
import Terminal

/// A call of drift, and what it is about.
struct DriftCall {
  let call: Invocation
  let layers: GoldenLayers
  let places: DriftPlaces
  /// The upstream that is asked.
  let upstream: ProviderUpstream
  /// The endpoints that the call is about.
  let subjects: [Subject]

  init(_ call: Invocation, about prefixes: [String] = []) throws {
    self.call = call
    let state = call[DriftOptions.state].map { [Destination.file($0)] } ?? []
    try call.tryWriting(to: call[.reports].map(\.place) + state)
    layers = try call.goldenLayers()
    places = DriftPlaces(
      layers,
      baselines: call[DriftOptions.against].map { Folder(call.absolute($0)) }
    )
    upstream = try call.providerUpstream()
    let all = Subject.all(in: upstream.catalog, facts: upstream.catalog.everyProvider)
    subjects = all.filter { subject in
      prefixes.isEmpty || prefixes.contains { subject.id.hasPrefix($0) }
    }
    guard !subjects.isEmpty else {
      throw DriftUsage.noSubject(prefixes, known: all.map(\.id))
    }
  }

  var now: String { UTCTime(milliseconds: UTCTime.now.milliseconds / 1000 * 1000).description }

  /// The state that the last run remembered; empty where no file is named or none is there yet.
  func state() throws -> DriftState {
    try stateFile?.read() ?? DriftState()
  }

  func keep(_ state: DriftState) throws { try stateFile?.write(state) }

  var stateFile: DriftStateFile? {
    call[DriftOptions.state].map { DriftStateFile($0, in: call.folder) }
  }

  /// Stubs cost nothing; a provider is only paid from a budget that was named.
  func budget() throws -> Budget {
    if let limit = call[.budget] { return Budget(limit: limit) }
    guard upstream.isLive else { return .ofPlayMoney() }
    guard !call[DriftOptions.live] else {
      throw DriftUsage.missing("--budget USD, the most that may be spent")
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
    return DriftRun(
      subjects: subjects,
      baselines: baselines,
      state: state,
      keys: upstream.keys,
      client: upstream.handler,
      clock: LoopWaiting(),
      budget: budget,
      options: DriftRun.Options(
        kinds: isWhole ? Set(DriftJob.Kind.allCases) : free,
        confirm: call[DriftOptions.confirm]
      )
    )
  }

  /// Says how far a run has come that was interrupted.
  func interrupted(after count: Int) -> ExitCode {
    call.console.writeError(
      "interrupted: \(count) of \(subjects.count.counted("endpoint")) looked at; "
        + "what is known of the others is as it was\n"
    )
    return .interrupted
  }

  func judge(_ baselines: [String: Baseline]) throws -> Judge {
    Judge(
      baselines: baselines,
      suppressions: try places.suppressions().suppressions,
      touches: TouchFinder(subjects: subjects, expected: (try? layers.expectedLines()) ?? []),
      confirm: call[DriftOptions.confirm],
      patience: call[DriftOptions.patience],
      now: now
    )
  }

  /// Writes the reports; `again` makes of the plain command for an endpoint the one that finds the same.
  func tell(_ report: DriftReport, milliseconds: Double, again: (String) -> String) throws {
    try tell(
      report.events(contract: revision, milliseconds: milliseconds, again: again)
    )
    if report.spent > .zero, !call.isQuiet, upstream.isLive {
      call.console.writeError("spent \(report.spent)\n")
    }
  }

  func tell(_ events: [RunEvent]) throws {
    var sinks = ReportSink.all(call, explaining: DriftRequirements.all)
    for event in events.map(dated) {
      for index in sinks.indices { sinks[index].record(event, call.console) }
    }
    try ReportSink.close(sinks, call)
  }

  private func dated(_ event: RunEvent) -> RunEvent {
    guard case .began(var beginning) = event else { return event }
    beginning.facts = call.runFacts
    return .began(beginning)
  }

  /// The contract's revision.
  var revision: Int { (try? layers.requirements().revision) ?? 1 }
}

/// A mistake in how drift was called.
enum DriftUsage: Error, Equatable, CustomStringConvertible {
  case noSubject([String], known: [String])
  case missing(String)
  case unknownRehearsal(String, known: [String])

  var description: String {
    switch self {
    case .noSubject(let prefixes, let known):
      "no offer begins with \(prefixes.joined(separator: ", ")); use one of \(known.joined(separator: ", "))"
        + UsageError.hint(to: prefixes.first ?? "", among: known)
    case .missing(let what): "missing \(what)"
    case .unknownRehearsal(let word, let known):
      "unknown rehearsal '\(word)'; use one of \(known.joined(separator: ", "))"
        + UsageError.hint(to: word, among: known)
    }
  }
}
