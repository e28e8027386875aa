import CanonicalJSON
package import Catalog
package import Exchanges
package import HTTPMessages

/// The stubs with their journal, and a way to ask for both: all that `touchstone stub` serves.
package struct StubServer: HTTPHandler {
  package let journal: Journal
  /// Since when the journal's times count.
  package let beginning: ContinuousClock.Instant
  private let stubs: ProviderStubs
  private let upstream: Tap
  private let catalog: ModelCatalog
  /// The fields that the journal hides.
  private let keyFields: Set<HTTPFieldName>

  /// Input pictures that requests name by URL are fetched, and webhooks sent, over the environment's network.
  package init(
    _ catalog: ModelCatalog,
    journal: Journal = Journal(),
    in environment: Environment
  ) {
    let outbox = environment.network.map {
      Tap($0, into: Outbox(journal), clock: environment.clock)
    }
    let stubs = ProviderStubs(
      catalog,
      in: environment,
      bookkeeper: journal.bookkeeper,
      outbox: outbox
    )
    let beginning = environment.clock.now
    let upstream = Tap(stubs, into: journal, clock: environment.clock, beginning: beginning)
    self.init(catalog, stubs, journal: journal, upstream: upstream, beginning: beginning)
  }

  private init(
    _ catalog: ModelCatalog,
    _ stubs: ProviderStubs,
    journal: Journal,
    upstream: Tap,
    beginning: ContinuousClock.Instant
  ) {
    self.catalog = catalog
    self.stubs = stubs
    self.journal = journal
    self.upstream = upstream
    self.beginning = beginning
    keyFields = Set(catalog.everyProvider.flatMap { $0.key.fields.keys }.map { HTTPFieldName($0) })
  }

  /// The same server with another catalog: orders, pictures, faults, journal and ledger stay.
  package func serving(_ catalog: ModelCatalog) -> StubServer {
    let stubs = stubs.serving(catalog)
    return StubServer(
      catalog,
      stubs,
      journal: journal,
      upstream: upstream.handing(to: stubs),
      beginning: beginning
    )
  }

  private var faults: FaultBook { stubs.faults }

  /// What it tells those who watch it.
  package var metrics: [Metric] {
    [
      Metric(
        "touchstone_faults_total",
        "Calls of models that a fault directive hit.",
        kind: .counter,
        value: Double(faults.hitCount)
      )
    ] + journal.bookkeeper.metrics
  }

  /// Hits the next calls that the fault's scope names.
  package func post(_ fault: Faults) { faults.post(fault) }

  /// Whether a model is asked for pictures; polls, uploads, downloads and cancellations are not.
  package func isModelCall(_ request: HTTPRequest) -> Bool {
    request.method == .post && !catalog.orders(at: request.target.path).isEmpty
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let path = request.target.segments
    guard path.first == "__touchstone" else { return try await upstream.respond(to: request) }
    switch (request.method, path.dropFirst().joined(separator: "/")) {
    case (.get, "health"): return StubServer.json(200, ["status": "ok"])
    case (.get, "journal"): return journal(request)
    case (.get, "ledger"): return ledger(request)
    case (.post, "faults"): return try await post(request)
    case (.delete, "faults"):
      faults.clear()
      return StubServer.json(200, ["posted": 0])
    default:
      return StubServer.json(
        404,
        [
          "error":
            "there are GET health, GET journal, GET ledger, GET metrics, POST faults and DELETE faults"
        ]
      )
    }
  }

  /// The account of pictures bought and handed out: of all cases, or of one.
  private func ledger(_ request: HTTPRequest) -> HTTPResponse {
    guard let id = request.target.queryValue("case") else {
      return StubServer.json(200, .object(journal.bookkeeper.total.json))
    }
    guard let token = CaseToken(id: id) else {
      return StubServer.json(400, ["error": "case is hexadecimal, as in [ts:7f3a]"])
    }
    return StubServer.json(200, .object(journal.bookkeeper.ledger(of: token).json))
  }

  /// All exchanges, those of one case, or the strays; webhooks stand among them as outgoing ones.
  private func journal(_ request: HTTPRequest) -> HTTPResponse {
    let exchanges: [Exchange]
    switch request.target.queryValue("case") {
    case nil: exchanges = journal.all + journal.outgoing()
    case "stray": exchanges = journal.strays
    case let id?:
      guard let token = CaseToken(id: id) else {
        return StubServer.json(400, ["error": "case is hexadecimal, as in [ts:7f3a], or stray"])
      }
      exchanges = journal.exchanges(of: token) + journal.outgoing(of: token)
    }
    let inOrder = exchanges.sorted { $0.start < $1.start }
    return StubServer.json(200, ["exchanges": .array(inOrder.map(shown))])
  }

  /// An exchange, with whether it asked a model for pictures.
  private func shown(_ exchange: Exchange) -> JSON {
    guard case .object(var members) = exchange.json(hiding: keyFields) else { return .null }
    members["order"] = .bool(!exchange.isOutgoing && isModelCall(exchange.request))
    return .object(members)
  }

  /// `{"fault": "status=429 times=2"}`, or the directives as bare text, in brackets as in a prompt or without.
  private func post(_ request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.body.collected(limit: 4 << 10)
    let text = (try? JSON(parsing: body))?["fault"]?.stringValue
    do throws(FaultDirectiveError) {
      let words = text ?? String(decoding: body, as: UTF8.self)
      let isInBrackets = words.contains("[fault:")
      let asked = try isInBrackets ? Faults.all(in: words) : [Faults(directives: words)]
      let faults = asked.filter { !$0.isEmpty }
      for fault in faults { post(fault) }
      let calls = faults.reduce(0) { $0 + ($1.times ?? 1) }
      return StubServer.json(200, ["posted": .integer(calls)])
    } catch {
      return StubServer.json(400, ["error": .string(error.description)])
    }
  }

  private static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes(.pretty))
    )
  }
}
