import Exchanges
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
  static func run(_ call: Invocation) async throws -> ExitCode {
    let (catalog, notes) = (try call.catalog(), PlanNotes())
    let reference = try ServedReference(
      ServeOptions.wish(call),
      environment: call.console.environment,
      notes: notes
    )
    let traffic = Traffic(clock: Environment.offline.clock)
    let secrets = RedactionPolicy.secrets(in: call.console.environment)
    let served = ServedGateway(
      reference,
      serving: catalog,
      notes: notes,
      watching: traffic.upstream
    ) { gateway, catalog, stubs in
      ConsoleHandler(
        gateway,
        catalog: catalog,
        traffic: traffic,
        bookkeeper: stubs.journal.bookkeeper,
        key: reference.key,
        secrets: secrets
      )
    }
    var service = call.service(served.handler, port: 4020)
    served.prepare(&service)
    service.opensMetrics = served.first.isAllowed
    service.catalog = call.reloaded(catalog) { served.serve($0) }
    return try await call.run(service) { server in
      ServeBanner(
        url: server.url,
        reference.offline,
        key: reference.shownKey,
        servesAnyModel: reference.servesAnyModel
      ).text
    }
  }
}
