import CanonicalJSON
import Catalog
import Exchanges
import Gateway
import HTTPMessages
import HTTPTransport
import Offline
import Sessions
import Stubs
import Terminal
import WebConsole

extension Verb {
  static let serve = Verb(
    name: "serve",
    operands: .none,
    summary: "the reference gateway with stub providers, offline: no key, no bill",
    options: ServiceOptions.all(port: 4020) + ServeOptions.options,
    rules: ServiceOptions.rules,
    speaksJSON: false,
    examples: [
      .outside("serve", "a gateway at port 4020: no key, no bill"),
      .outside("serve --port 0 --key secret", "at any free port, for clients with this key"),
      .outside("serve --any-model --latency x0.1", "any model's id, at a tenth of real waiting"),
      .outside(
        "serve --upstream-for fal=http://127.0.0.1:4022/fal",
        "fal as 'touchstone replay' plays it, the others as stubs"
      ),
    ],
    run: ServeVerb.run
  )
}

private enum ServeVerb {
  /// The console keeps what is shown; the journal needs only what is under way.
  private static let journalLimits = Journal.Limits(exchanges: 1_000, bytes: 32 << 20)

  /// The gateway refuses what is too long itself, in the shape of its errors.
  private static let limits = HTTPServerLimits(messages: HTTPLimits(body: .max))

  static func run(_ call: Invocation) async throws -> ExitCode {
    let notes = PlanNotes()
    let catalog = try call.catalog()
    let options = try ServedReference(
      ServeOptions.wish(call),
      environment: call.console.environment,
      notes: notes
    )
    let traffic = Traffic(clock: Environment.offline.clock)
    var environment = options.environment
    environment.network = environment.network.map(traffic.upstream)
    let stubs = StubServer(
      catalog,
      journal: Journal(limits: journalLimits),
      in: .offline
    )
    let providers = ReplaceableHandler(stubs)
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: traffic.upstream(providers),
      in: environment,
      options: options.offline
    )
    let secrets = RedactionPolicy.secrets(in: call.console.environment)
    let console = { @Sendable (gateway: Gateway, catalog: ModelCatalog) in
      ConsoleHandler(
        gateway,
        catalog: catalog,
        traffic: traffic,
        bookkeeper: stubs.journal.bookkeeper,
        key: options.key,
        secrets: secrets
      )
    }
    let first = console(offline.gateway, catalog)
    let current = ReplaceableHandler(first)
    var service = call.service(current, port: 4020)
    service.metrics = { stubs.metrics }
    service.opensMetrics = first.isAllowed
    service.catalog = call.reloaded(catalog) { catalog in
      providers.replace(by: stubs.serving(catalog))
      current.replace(by: console(offline.gateway(serving: catalog), catalog))
    }
    service.limits = limits
    service.refusalBody = { message in
      [
        "error": [
          "message": .string(message), "type": "invalid_request_error", "code": "FORBIDDEN",
        ]
      ]
    }
    service.detail = { response in notes.take(of: response) }
    return try await call.run(service) { server in
      ServeBanner(
        url: server.url,
        options.offline,
        key: options.shownKey,
        servesAnyModel: options.servesAnyModel
      ).text
    }
  }
}
