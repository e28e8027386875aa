import CanonicalJSON
package import Catalog
import Exchanges
package import Gateway
package import HTTPMessages
import HTTPTransport
import Offline
package import Stubs

/// The reference gateway before stubs, where a changed catalog can take the place of the one it began with.
///
/// `Front` is what stands before the gateway: a console, for one.
package struct ServedGateway<Front: HTTPHandler>: Sendable {
  /// What is served first.
  package let first: Front
  private let stubs: StubServer
  private let providers: ReplaceableHandler
  private let offline: Offline
  private let current: ReplaceableHandler
  private let front: @Sendable (Gateway, ModelCatalog, StubServer) -> Front
  private let notes: PlanNotes

  /// `watching` sees what the gateway sends on its way to the providers.
  package init(
    _ reference: ServedReference,
    serving catalog: ModelCatalog,
    notes: PlanNotes,
    watching: (any HTTPHandler) -> any HTTPHandler,
    front: @escaping @Sendable (Gateway, ModelCatalog, StubServer) -> Front
  ) {
    // What stands in front keeps what is shown; the journal needs only what is under way.
    let journal = Journal(limits: Journal.Limits(exchanges: 1_000, bytes: 32 << 20))
    stubs = StubServer(catalog, journal: journal, in: .offline)
    providers = ReplaceableHandler(stubs)
    var environment = reference.environment
    environment.network = environment.network.map(watching)
    offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: watching(providers),
      in: environment,
      options: reference.offline
    )
    first = front(offline.gateway, catalog, stubs)
    current = ReplaceableHandler(first)
    self.front = front
    self.notes = notes
  }

  package var handler: any HTTPHandler { current }

  /// Leads all that comes from now on to another catalog.
  package func serve(_ catalog: ModelCatalog) {
    providers.replace(by: stubs.serving(catalog))
    current.replace(by: front(offline.gateway(serving: catalog), catalog, stubs))
  }

  /// What a service of it must know: the gateway refuses in its own words, and what is too long itself.
  package func prepare(_ service: inout Service) {
    service.metrics = { [stubs] in stubs.metrics }
    service.limits = HTTPServerLimits(messages: HTTPLimits(body: .max))
    service.refusalBody = { message in
      [
        "error": [
          "message": .string(message), "type": "invalid_request_error", "code": "FORBIDDEN",
        ]
      ]
    }
    service.detail = { [notes] response in notes.take(of: response) }
  }
}
