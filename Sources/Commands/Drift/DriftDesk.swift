import CanonicalJSON
import Catalog
import Drift
import Goldens
import HTTPMessages
import HTTPTransport
import Recordings
import Sessions
import Stubs

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What every act of drift needs, put together from what a call names.
struct DriftDesk {
  let call: Invocation
  let layers: GoldenLayers
  let catalog: ModelCatalog
  /// The endpoints that the call is about.
  let subjects: [Subject]

  init(_ call: Invocation, _ prefixes: [String]) throws {
    self.call = call
    layers = try call.goldenLayers()
    catalog = try call.catalog()
    let all = Subject.all(in: catalog, facts: catalog.everyProvider)
    subjects = all.filter { subject in
      prefixes.isEmpty || prefixes.contains { subject.id.hasPrefix($0) }
    }
    guard !subjects.isEmpty else {
      throw DriftUsage.noSubject(prefixes, known: all.map(\.id))
    }
  }

  /// What paths are named from.
  var folder: Folder { Folder(call.console.workingDirectory) }

  /// The user's own baselines where there is a project, else those that are shipped.
  var baselines: BaselineFolder {
    if let named = call[DriftOptions.against] {
      return BaselineFolder(Folder(call.absolute(named)))
    }
    if let project = layers.project { return BaselineFolder(Folder(project.path(of: "baseline"))) }
    return BaselineFolder(Folder(layers.contract.path(of: "golden/drift")))
  }

  /// Where baselines are written: the same, but never into a contract that was only found.
  func keptBaselines() throws -> BaselineFolder {
    if call[DriftOptions.against] != nil { return baselines }
    let (folder, path) = try layers.place(own: "baseline", shared: "golden/drift")
    return BaselineFolder(Folder(folder.path(of: path)))
  }

  var now: String { UTCTime(milliseconds: UTCTime.now.milliseconds / 1000 * 1000).description }

  // MARK: - State

  /// What the last run remembered; nothing where no file is named or none is there yet.
  func state() throws -> DriftState {
    guard let file = call[DriftOptions.state],
      FileManager.default.fileExists(atPath: call.absolute(file))
    else { return DriftState() }
    guard let json = try? JSON(parsing: folder.bytes(at: file)), let state = DriftState(json)
    else { throw DriftFault.notAState(file) }
    return state
  }

  func keep(_ state: DriftState) throws {
    guard let file = call[DriftOptions.state] else { return }
    try folder.write(state.json.bytes(.file) + [UInt8(ascii: "\n")], at: file)
  }

  // MARK: - Asking

  var isLive: Bool { call[.asked] != .stubs }

  var client: any HTTPHandler {
    guard isLive else { return ProviderStubs(catalog, clock: LoopWaiting()) }
    return HTTPClient(reaching: .anyAddress)
  }

  /// The environment's keys; the stubs take any that look like a provider's.
  var keys: [String: String] {
    guard isLive else { return catalog.stubKeys }
    var keys: [String: String] = [:]
    for subject in subjects {
      guard let key = call.console.environment[subject.facts.key.variable], !key.isEmpty else {
        continue
      }
      keys[subject.provider] = key
    }
    return keys
  }

  /// Documents alone, or what is free, or everything.
  var kinds: Set<DriftJob.Kind> {
    if call[DriftOptions.schemas] { return [.schema] }
    return call[DriftOptions.live] ? Set(DriftJob.Kind.allCases) : [.schema, .read]
  }

  /// Stubs cost nothing; a provider is only paid from a budget that was named.
  func budget() throws -> Budget {
    if let limit = call[.budget] { return Budget(limit: limit) }
    guard isLive else { return .ofPlayMoney() }
    guard !call[DriftOptions.live] else {
      throw DriftUsage.missing("--budget USD, the most that may be spent")
    }
    return Budget(limit: .zero)
  }

  func run(
    against baselines: [String: Baseline],
    state: DriftState,
    budget: Budget
  ) -> DriftRun {
    DriftRun(
      subjects: subjects,
      baselines: baselines,
      state: state,
      keys: keys,
      client: client,
      clock: LoopWaiting(),
      budget: budget,
      options: DriftRun.Options(kinds: kinds, confirm: call[DriftOptions.confirm])
    )
  }

  // MARK: - Suppressions

  /// In the user's project where there is one, else beside the shipped baselines.
  var suppressionPlace: (folder: Folder, file: String) {
    layers.project.map { ($0, "suppressions.json") }
      ?? (layers.contract, "golden/suppressions.json")
  }

  func suppressions() throws -> SuppressionFile {
    let (folder, file) = suppressionPlace
    guard folder.contains(file) else { return SuppressionFile() }
    return try SuppressionFile(parsing: folder.bytes(of: file), file: file)
  }
}

/// What is wrong with how drift was called.
enum DriftUsage: Error, Equatable, CustomStringConvertible {
  case noSubject([String], known: [String])
  case missing(String)
  case unknownRehearsal(String, known: [String])

  var description: String {
    switch self {
    case .noSubject(let prefixes, let known):
      "no offer begins with \(prefixes.joined(separator: ", ")); there are \(known.joined(separator: ", "))"
    case .missing(let what): "missing: \(what)"
    case .unknownRehearsal(let word, let known):
      "'\(word)' is no rehearsal; there are \(known.joined(separator: ", "))"
    }
  }
}
