import CanonicalJSON
import Catalog
import Conformance
import Goldens
import HTTPMessages
import HTTPTransport
import Recordings

/// Sets up an upstream that plays recordings, for the cases of `golden/responses`.
struct RecordedStage {
  let catalog: ModelCatalog
  private let shelf: RecordingShelf
  private let goldens: [ResponseGolden]

  init(_ layers: GoldenLayers, catalog: ModelCatalog) throws {
    self.catalog = catalog
    shelf = RecordingShelf(layers)
    var goldens: [ResponseGolden] = []
    for file in layers.files(under: ResponseGolden.folder, suffix: ".json") {
      goldens.append(try ResponseGolden(parsing: layers.bytes(of: file), file: file))
    }
    self.goldens = goldens
  }

  private var player: RecordedReference { RecordedReference(catalog: catalog, shelf: shelf) }

  /// The cases, asking the reference in memory.
  var reference: Suite { .responses(goldens, from: player, isReference: true) }

  /// Somebody else's gateway, led to recordings that are played where it was told.
  ///
  /// What was recorded of fal's queue is left out: gateways ask fal at its other address.
  func withForeign<Result: Sendable>(
    _ foreign: ForeignGateway,
    _ body: (Suite) async throws -> Result
  ) async throws -> Result {
    let recordings = try goldens.map { golden in
      (name: golden.recording, recording: try shelf.recording(golden.recording))
    }
    .filter { !$0.recording.isQueued }
    let played = Set(recordings.map(\.name))
    let goldens = goldens.filter { played.contains($0.recording) }
    // Cases run side by side and may be tried again: nobody waits for a turn.
    let replayer = Replayer(
      recordings,
      options: ReplayOptions(sessions: .one, reuses: true),
      clock: LoopWaiting()
    )
    let server = try HTTPServer(
      serving: replayer,
      host: foreign.listenHost,
      port: foreign.listenPort
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      let gateway = RecordedForeign(base: foreign.base, key: foreign.key)
      return try await body(.responses(goldens, from: gateway, isReference: false))
    }
  }

  /// What the goldens should say now: one for each recording that knows what its client asked.
  func currentGoldens() async throws -> [ResponseGolden] {
    var current: [ResponseGolden] = []
    for name in shelf.names {
      guard let request = try shelf.recording(name).metadata.request else { continue }
      var golden = ResponseGolden(
        recording: name,
        path: request.path,
        request: request.fields,
        answer: [:]
      )
      golden.answer = try await player.answer(to: golden)
      current.append(golden)
    }
    return current
  }
}

/// The contract's recordings with the user's own laid over them.
struct RecordingShelf {
  private let stores: [RecordingStore]

  init(_ layers: GoldenLayers) {
    stores = [layers.project, layers.contract].compactMap { $0 }
      .filter { $0.contains("recordings") }
      .map { RecordingStore($0.path(of: "recordings")) }
  }

  var names: [String] { Set(stores.flatMap(\.names)).sorted() }

  func recording(_ name: String) throws -> Recording {
    guard let store = stores.first(where: { $0.names.contains(name) }) else {
      throw RecordingsUsage.none([name], folder: stores.map(\.path).joined(separator: ", "))
    }
    return try store.load(name)
  }
}

/// The reference in memory, its upstream a recording of its own for each case.
private struct RecordedReference: RecordedGateway {
  let catalog: ModelCatalog
  let shelf: RecordingShelf

  func answer(to golden: ResponseGolden) async throws -> JSON {
    let recording = try shelf.recording(golden.recording)
    let replayer = Replayer([(golden.recording, recording)], clock: LoopWaiting())
    let gateway = try ScenarioGateway(
      catalog,
      upstream: replayer,
      keys: ProviderFacts.stubKeys,
      isQueued: recording.isQueued,
      clock: LoopWaiting()
    )
    let request = ClientRequest(path: golden.path, fields: golden.request)
    let response = try await gateway.answer(to: request)
    var form = try await AnswerForm(picture: gateway.picture).json(of: response).objectValue ?? [:]
    // Whoever asks too much or too little of the provider has not understood what it said.
    if replayer.missCount > 0 { form["misses"] = .integer(replayer.missCount) }
    let unplayed = replayer.unplayed
    if !unplayed.isEmpty { form["unplayed"] = .array(unplayed.map { .string($0) }) }
    return .object(form)
  }
}

/// Somebody else's gateway over sockets; it was told once where its upstream is.
private struct RecordedForeign: RecordedGateway {
  let base: String
  let key: String
  private let client = HTTPClient(reaching: .anyAddress)

  init(base: String, key: String) {
    self.base = base
    self.key = key
  }

  func answer(to golden: ResponseGolden) async throws -> JSON {
    let request = ClientRequest(path: golden.path, fields: golden.request)
    guard let message = request.message(to: base, key: key) else {
      throw UsageError.notAURL(option: "--gateway", value: base)
    }
    let client = client
    return try await AnswerForm { url in
      guard let request = HTTPRequest(.get, url: url) else { return [] }
      return try await client.respond(to: request).body.collected()
    }.json(of: client.respond(to: message))
  }
}

extension Recording {
  /// Whether fal was asked through its queue.
  fileprivate var isQueued: Bool {
    entries.first.map { $0.url.hasPrefix("https://queue.") } ?? false
  }
}
