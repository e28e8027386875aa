import Gateway
import Files
import Contract
import Catalog
package import Conformance
import Exchanges
import HTTPMessages
import HTTPTransport
import Offline
import Recordings
import Sockets
import Stubs

extension Session {
  /// Sets both sides up, runs `body` between them, and takes them down whatever happens.
  package static func open<Result: Sendable>(
    _ plan: SessionPlan,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    guard case .foreign(let profile, let folder) = plan.subject else {
      if case .replay = plan.upstream { return try await body(Session(recorded: plan.reference)) }
      return try await openReference(plan, body)
    }
    let foreign = try ForeignGateway(
      profile,
      folder: folder?.path ?? plan.reach.workingDirectory,
      reach: plan.reach
    )
    let started = StartedGateway(foreign, over: plan.reach.environment)
    return try await started.whileRunning {
      switch plan.upstream {
      case .stubs: try await openForeign(plan, foreign, started: started, body: body)
      case .live: try await body(live(plan, foreign, started: started))
      case .replay: try await openReplay(plan, foreign, body: body)
      }
    }
  }

  /// The reference and the stubs, each behind a socket of its own; plans and recordings are asked in memory.
  private static func openReference<Result: Sendable>(
    _ plan: SessionPlan,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    let catalog = plan.sources.catalog
    let client = HTTPClient(reaching: .anyAddress)
    let stubs = StubServer(plan.played, in: .online)
    let key = "touchstone-reference-key"
    var options = Offline.Options()
    options.settle = { $0.key = key }
    options.silence = .seconds(3)
    var environment = Environment.online
    environment.downloads = HTTPClient(HTTPClientOptions(addresses: .publicOnly, redirects: 3))
    return try await withHTTPServer(serving: stubs) { upstream in
      let offline = Offline(
        catalog,
        stubs: stubs,
        origin: upstream.url,
        client: client,
        in: environment,
        options: options
      )
      return try await withHTTPServer(serving: offline.gateway) { server in
        var witness = WireWitness(
          base: "\(server.url)/openai/v1",
          key: key,
          client: client,
          journal: stubs.journal,
          in: plan
        )
        witness.beginning = stubs.beginning
        return try await Tripwire.whileListening { tripwire in
          witness.tripwire = tripwire
          var session = Session(
            plans: PlanWitness(ReferencePlanner(catalog: catalog), catalog),
            witness: witness,
            recorded: plan.reference
          )
          // The reference breaks no circuit.
          session.isolatesFaults = false
          return try await body(session)
        }
      }
    }
  }

  /// A foreign gateway, led to stubs that listen where it was told.
  private static func openForeign<Result: Sendable>(
    _ plan: SessionPlan,
    _ foreign: ForeignGateway,
    started: StartedGateway,
    body: (Session) async throws -> Result
  ) async throws -> Result {
    let client = WireWitness.client
    let journal = Journal(correlation: foreign.profile.correlation)
    var environment = Environment.offline
    environment.network = client
    let stubs = StubServer(plan.played, journal: journal, in: environment)
    return try await foreign.serving(stubs) {
      var witness = WireWitness(foreign, client: client, journal: journal, in: plan)
      witness.beginning = stubs.beginning
      let doubt = try await sendCanary(witness, plan, to: foreign)
      let names = plan.sources.places(foreign.profile).filter { $0.mode == .textToImage }
        .map { ("\($0.offer.provider)/\($0.model.id)", $0.forcedModel) }
      return try await Tripwire.whileListening { tripwire in
        witness.tripwire = tripwire
        var session = foreign.session(witness, started)
        session.doubt = doubt
        session.recover = Recovery(witness, names: Dictionary(names) { first, _ in first }).wait
        return try await body(session)
      }
    }
  }

  /// A foreign gateway before the providers themselves.
  private static func live(
    _ plan: SessionPlan,
    _ foreign: ForeignGateway,
    started: StartedGateway
  ) -> Session {
    let journal = Journal(correlation: foreign.profile.correlation)
    let client = WireWitness.client
    return foreign.session(
      WireWitness(foreign, client: client, journal: journal, in: plan),
      started
    )
  }

  /// A foreign gateway, led to recordings that are played where it was told.
  private static func openReplay<Result: Sendable>(
    _ plan: SessionPlan,
    _ foreign: ForeignGateway,
    body: (Session) async throws -> Result
  ) async throws -> Result {
    let recordings = LayeredRecordings(plan.sources.layers)
    // Cases run side by side and may be tried again: nobody waits for a turn.
    let replayer = Replayer(
      try plan.playable.map {
        (name: $0.recording, recording: try recordings.recording($0.recording))
      },
      options: ReplayOptions(
        sessions: .one,
        reuses: true,
        hosts: ServiceHosts(plan.sources.catalog.everyProvider)
      ),
      clock: LoopWaiting()
    )
    return try await foreign.serving(replayer) {
      var session = Session(recorded: RecordedForeign(base: foreign.base, key: foreign.key))
      session.profile = foreign.profile
      return try await body(session)
    }
  }

  /// The model of the first request: the plan's, or that of a gateway which nothing but a URL tells of its own list.
  private static func firstModel(
    _ plan: SessionPlan,
    _ witness: WireWitness,
    else first: String?
  ) async -> String? {
    if let model = plan.firstModel { return model }
    guard plan.isLenient, !plan.isDescribed else { return first }
    return await witness.listing().models.first
  }

  /// Proves the whole way with the first model that the gateway has; gives what is doubtful about it.
  private static func sendCanary(
    _ witness: WireWitness,
    _ plan: SessionPlan,
    to foreign: ForeignGateway
  ) async throws -> String? {
    let places = plan.sources.places(foreign.profile)
    let first = places.first { $0.mode == .textToImage }?.forcedModel
    guard let model = await firstModel(plan, witness, else: first) else {
      throw SessionError.noModels(gateway: foreign.profile.name)
    }
    let canary = Canary(witness)
    switch await canary.outcome(model: model, upstream: foreign.upstreamURL) {
    case .whole: return nil
    case .doubtful(let hop): return hop
    case .broken(let hop): throw BrokenHop(description: hop)
    }
  }
}

extension SessionPlan {
  /// The reference in memory, its upstream a recording for each case.
  fileprivate var reference: RecordedReference {
    RecordedReference(catalog: sources.catalog, recordings: LayeredRecordings(sources.layers))
  }
}

extension ForeignGateway {
  /// Runs `body` while `handler` plays the providers where this gateway was told that they are.
  fileprivate func serving<Result: Sendable>(
    _ handler: any HTTPHandler,
    _ body: () async throws -> Result
  ) async throws -> Result {
    let server = try HTTPServer.listening(asSaidBy: listenSetting) {
      try HTTPServer(serving: handler, host: listenHost, port: listenPort)
    }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      defer { group.cancelAll() }
      return try await body()
    }
  }

  fileprivate func session(_ witness: WireWitness, _ started: StartedGateway) -> Session {
    var session = Session(witness: witness)
    session.profile = profile
    session.prepare = started.reset
    return session
  }
}
