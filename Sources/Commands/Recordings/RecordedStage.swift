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
      options: ReplayOptions(sessions: .one, reuses: true, hosts: catalog.serviceHosts),
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
    guard let store = stores.first(where: { $0.holds(name) }) else {
      throw RecordingsUsage.none([name], folder: stores.map(\.path).joined(separator: ", "))
    }
    return try store.load(name)
  }
}
