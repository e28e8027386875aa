import CanonicalJSON
package import Catalog
package import Exchanges
package import HTTPMessages

/// All providers in one handler, as strict as the real ones.
///
/// A provider is reached by its real Host, or by the first part of the path: `/fal`, `/fal-queue`, `/replicate`, `/xai`.
package struct ProviderStubs: HTTPHandler {
  package let faults = FaultBook()
  private var backend: StubBackend

  /// The largest request that a provider takes.
  private static let largestBody = 128 << 20

  /// Input pictures that requests name by URL are fetched over the environment's network; `outbox` takes
  /// webhooks where they belong, and `salt` decides the ids that are given out.
  package init(
    _ catalog: ModelCatalog,
    in environment: Environment,
    bookkeeper: Bookkeeper = Bookkeeper(),
    outbox: (any HTTPHandler)? = nil,
    salt: String = "touchstone"
  ) {
    backend = StubBackend(
      catalog: catalog,
      faults: faults,
      bookkeeper: bookkeeper,
      ids: StubIDs(salt: salt),
      clock: environment.clock,
      unixTime: environment.unixTime,
      client: environment.network,
      courier: WebhookCourier(
        client: outbox,
        clock: environment.clock,
        unixTime: environment.unixTime
      )
    )
  }

  /// The same stubs with another catalog: orders, pictures and faults stay.
  func serving(_ catalog: ModelCatalog) -> ProviderStubs {
    var stubs = self
    stubs.backend.catalog = catalog
    return stubs
  }

  package func respond(to message: HTTPRequest) async throws -> HTTPResponse {
    let body = try await message.body.collected(limit: ProviderStubs.largestBody)
    guard let request = StubRequest(message, body: body, map: backend.catalog.map) else {
      return lost(message)
    }
    if request.isMedia { return try await media(request) }
    switch request.provider {
    case "fal" where request.baseName == "site":
      return FalSchemaPage(catalog: backend.catalog).response(to: request)
    case "fal": return try await FalStub(backend: backend).respond(to: request)
    case "replicate": return try await ReplicateStub(backend: backend).respond(to: request)
    case "fireworks": return try await FireworksStub(backend: backend).respond(to: request)
    case "gemini":
      return try await GeminiStub(backend: backend, data: request.data).respond(to: request)
    case "openai", "azure":
      return try await OpenAIStub(backend: backend, data: request.data).respond(to: request)
    default:
      return try await DeclaredStub(backend: backend, data: request.data).respond(to: request)
    }
  }

  /// Serves a picture to every client that has its URL; fal's clients also upload here.
  private func media(_ request: StubRequest) async throws -> HTTPResponse {
    switch (request.message.method, request.path.first) {
    case (.post, "files"): return try await FalStub(backend: backend).respond(to: request)
    case (.put, "uploads"): return FalStorageStub(backend: backend).put(request)
    default: return try picture(request)
    }
  }

  /// A picture that lies there; the first time that it is fetched it counts as handed out.
  private func picture(_ request: StubRequest) throws -> HTTPResponse {
    let response = backend.media.response(to: request, now: backend.clock.now)
    guard response.status.isSuccess, request.message.method == .get else { return response }
    let path = request.path.joined(separator: "/")
    if let (kind, ending) = backend.media.interference(at: path) {
      let player = FaultPlayer(backend: backend)
      return try player.interfere(kind, with: response, to: request, ending: ending)
    }
    if backend.media.isFirstFetch(of: path) {
      backend.bookkeeper.noteHandedOut(for: request.caseToken)
    }
    return response
  }

  /// Names the ways that lead somewhere.
  private func lost(_ message: HTTPRequest) -> HTTPResponse {
    let steps = backend.catalog.everyProvider.flatMap { $0.stubSteps.keys.sorted() }
    let names = steps.filter { $0 != Provider.media } + [Provider.media]
    let ways = names.map { "/\($0)" }.joined(separator: ", ")
    let error = JSON.string(
      "\(message.target.path) at \(message.authority) leads to no provider; paths begin with \(ways)"
    )
    return FalStub.json(404, ["error": error])
  }
}
