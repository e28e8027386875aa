import TestSupport
import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import HTTPTransport
import Images
import Offline
import Providers
import Stubs
import Testing

/// Every offer in every mode, asked by its dialect over real sockets, for every way it can end.
@Suite(.heavy)
struct DialectSocketTests {
  /// What comes of a call.
  enum Outcome: Equatable, Sendable {
    case pictures(Int)
    case failure(ProviderFailure.Kind)
  }

  /// A place where pictures are made, and how it is asked.
  struct Place: Sendable, CustomTestStringConvertible {
    var key: String
    var provider: String
    var mode: Mode
    /// Whether its answers can hold several pictures.
    var isList = false
    /// Whether it is asked for several pictures by a field of its own.
    var isBatch = false
    var isQueued = false
    /// Whether it answers at once, with the pictures themselves.
    var isAtOnce: Bool { ["gemini", "openai"].contains(provider) }
    var testDescription: String { "\(key) \(mode) \(isQueued ? "queued" : "")" }
  }

  /// Of each provider an offer in every mode, with a batch and without; fal's by its queue as well.
  static let places: [Place] = {
    let offers = (try? catalog.get().offers.map(\.offer)) ?? []
    var known: Set<String> = []
    return offers.flatMap { offer in
      offer.operations.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { mode, operation in
        let isList = ["fal", "gemini"].contains(offer.provider) || operation.batch != nil
        let manner = "\(offer.provider) \(mode) \(operation.batch == nil)"
        guard known.insert(manner).inserted else { return [Place]() }
        let place = Place(
          key: offer.key,
          provider: offer.provider,
          mode: mode,
          isList: isList,
          isBatch: operation.batch != nil
        )
        var queued = place
        queued.isQueued = true
        return offer.provider == "fal" ? [place, queued] : [place]
      }
    }
  }()

  @Test func `no provider is left out`() throws {
    let providers = try DialectSocketTests.catalog.get().offers.map(\.offer.provider)
    #expect(Set(DialectSocketTests.places.map(\.provider)) == Set(providers))
    #expect(DialectSocketTests.places.filter { !$0.isQueued }.count > 9)
  }

  /// What each directive comes to; other providers than the one that is named where it matters.
  static let endings: [(fault: String, outcome: @Sendable (Place) -> Outcome)] = [
    ("times=1", { _ in .pictures(1) }),
    ("polls=2", { _ in .pictures(1) }),
    ("slow=5ms", { _ in .pictures(1) }),
    ("base64-only", { _ in .pictures(1) }),
    ("wrong-type", { _ in .pictures(1) }),
    ("status=401", { _ in .failure(.account) }),
    ("status=402", { _ in .failure(.account) }),
    ("status=404", { _ in .failure(.notFound) }),
    ("status=429", { _ in .failure(.rateLimited) }),
    ("status=500", { _ in .failure(.unavailable) }),
    ("status=503", { _ in .failure(.unavailable) }),
    ("moderated", { _ in .failure(.moderated) }),
    ("moderated=output", { _ in .failure(.moderated) }),
    (
      "failed",
      { place in
        switch place.provider {
        case "fal", "openai": .failure(.unavailable)
        // Imagen's answer is empty then, and says no more.
        case "gemini" where place.isBatch: .failure(.unreadable)
        default: .failure(.ended)
        }
      }
    ),
    ("bad-json", { _ in .failure(.unreadable) }),
    ("html-502", { _ in .failure(.unavailable) }),
    ("reset", { _ in .failure(.unreachable) }),
    ("images=0", { _ in .failure(.unreadable) }),
    // A list holds both, a single URL only one.
    ("images=2", { .pictures($0.isList ? 2 : 1) }),
    (
      "expired",
      { place in
        switch (place.provider, place.isQueued) {
        case _ where place.isAtOnce: .pictures(1)
        case ("fal", true): .failure(.notFound)
        case ("fireworks", _): .failure(.ended)
        default: .failure(.unavailable)
        }
      }
    ),
  ]

  private static let catalog = Result { try ModelCatalog.shipped() }

  private static let picture =
    "data:image/png;base64,"
    + Base64.encode(PNGEncoder.flat(PixelSize(640, 480), color: RGBA(9, 99, 199)))

  private func call(_ place: Place, _ fault: String) throws -> ProviderCall {
    let offer = try #require(
      try DialectSocketTests.catalog.get().offers.first { $0.offer.key == place.key }?.offer
    )
    let operation = try #require(offer.operations[place.mode])
    var input: JSONObject = ["prompt": .string("a [fault: \(fault)]")]
    if let images = operation.images {
      let isList = operation.field(images.field)?.kind == .uris
      let picture = JSON.string(DialectSocketTests.picture)
      input[images.field] = isList ? [picture] : picture
    }
    if let batch = operation.batch, operation.usualCount != 1 { input[batch.field] = 1 }
    return ProviderCall(
      endpoint: operation.endpoint,
      input: input,
      isEdit: place.mode == .edit
    )
  }

  /// A client and the dialect of a place, led to a stub on a socket.
  private func withStub(
    _ place: Place,
    clock: any Waiting = LoopWaiting(),
    _ body: (ProviderClient, ProviderDialect, StubServer) async throws -> Void
  ) async throws {
    let client = HTTPClient(reaching: .anyAddress)
    let stub = StubServer(
      try DialectSocketTests.catalog.get(),
      in: .online
    )
    try await withHTTPServer(serving: stub) { server in
      let dialects = OfflineDialects.all(
        try DialectSocketTests.catalog.get(),
        at: server.url,
        isQueued: place.isQueued
      )
      let dialect = try #require(dialects.first { $0.provider == place.provider })
      let providers = ProviderClient(
        client: client,
        clock: clock,
        schedule: .eager,
        patience: .seconds(600)
      )
      try await body(providers, dialect, stub)
    }
  }

  private func outcome(
    of call: ProviderCall,
    _ client: ProviderClient,
    _ dialect: ProviderDialect
  ) async throws -> Outcome {
    do {
      let result = try await client.generate(call, by: dialect)
      #expect(result.pictures.allSatisfy { Image.probe($0).verdict == .sound })
      return .pictures(result.pictures.count)
    } catch let failure as ProviderFailure {
      #expect(failure.provider == dialect.provider)
      return .failure(failure.kind)
    }
  }

  @Test(arguments: places)
  func `every ending is told for what it is`(place: Place) async throws {
    try await withStub(place) { client, dialect, _ in
      for ending in DialectSocketTests.endings {
        let call = try call(place, ending.fault)
        let outcome = try await outcome(of: call, client, dialect)
        #expect(outcome == ending.outcome(place), "\(ending.fault)")
      }
    }
  }

  @Test(arguments: places)
  func `input that breaks the schema is refused as such`(place: Place) async throws {
    try await withStub(place) { client, dialect, _ in
      var call = try call(place, "times=1")
      call.input["prompt"] = 5
      // In a form all is text, so that only what is no number can be wrong.
      call.input["n"] = "many"
      #expect(try await outcome(of: call, client, dialect) == .failure(.invalidInput))
      call.endpoint += "-unknown"
      // OpenAI's answer to an unknown model has the status of any other wrong value.
      let unknown: ProviderFailure.Kind = place.provider == "openai" ? .invalidInput : .notFound
      #expect(try await outcome(of: call, client, dialect) == .failure(unknown))
    }
  }

  @Test(arguments: places)
  func `a picture that is cut short is found broken`(place: Place) async throws {
    try await withStub(place) { client, dialect, _ in
      let call = try call(place, "truncate-image=50%")
      let result = try await client.generate(call, by: dialect)
      #expect(result.pictures.map { Image.probe($0).verdict } != [.sound])
    }
  }

  @Test(arguments: places.filter { $0.isQueued || $0.provider != "fal" && !$0.isAtOnce })
  func `what is never ready ends at the deadline, and is called off`(place: Place) async throws {
    try await withStub(place, clock: TestClock(passing: .seconds(1), step: .seconds(25))) {
      client,
      dialect,
      stub in
      let call = try call(place, "never-ready")
      #expect(try await outcome(of: call, client, dialect) == .failure(.deadline))
      let cancelled = stub.journal.all.contains { $0.request.target.path.hasSuffix("/cancel") }
      #expect(cancelled == (place.provider != "fireworks"))
    }
  }

  @Test func `256 calls at once each get their own picture`() async throws {
    let place = Place(key: "fal/flux.2-max", provider: "fal", mode: .textToImage)
    try await withStub(place) { client, dialect, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...256 {
          group.addTask {
            let size: JSON = ["width": .integer(number + 8), "height": .integer(300 - number)]
            let input: JSONObject = [
              "prompt": "a", "image_size": size, "seed": .integer(number), "output_format": "png",
            ]
            let call = ProviderCall(endpoint: "fal-ai/flux-2-max", input: input)
            let result = try await client.generate(call, by: dialect)
            #expect(result.seed == number)
            let shown = result.pictures.map { Image.probe($0).shown }
            #expect(shown == [PixelSize(number + 8, 300 - number)])
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
