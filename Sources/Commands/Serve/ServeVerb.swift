import Exchanges
import Foundation
import HTTPTransport
import Offline
import Stubs
import WebConsole

extension Verb {
  static let serve = Verb(
    name: "serve",
    operands: .none,
    summary: "the reference gateway with stub providers, offline: no key, no bill",
    options: Service.options + [
      .value("key", "KEY", "the key that clients must give; any will do unless given")
    ],
    run: ServeVerb.run
  )
}

private enum ServeVerb {
  /// The console keeps what is shown; the journal needs only what is under way.
  private static let journalLimits = Journal.Limits(exchanges: 1_000, bytes: 64 << 20)

  static func run(_ call: Invocation) async throws -> ExitCode {
    var options = Offline.Options(unixTime: { Int(Date().timeIntervalSince1970) })
    options.key = call.value("key")
    let catalog = try call.catalog()
    let clock = LoopWaiting()
    let traffic = Traffic(clock: clock)
    let stubs = StubServer(catalog, journal: Journal(limits: journalLimits), clock: clock)
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: traffic.upstream(stubs),
      clock: clock,
      options: options
    )
    let console = ConsoleHandler(
      offline.gateway,
      catalog: catalog,
      traffic: traffic,
      key: options.key
    )
    let service = Service(handler: console, call: call, defaultPort: 4020)
    return try await service.run { server in banner(server, key: call.value("key")) }
  }

  private static func banner(_ server: HTTPServer, key: String?) -> String {
    """
    The reference gateway, offline, at \(server.url)

      export OPENAI_BASE_URL=\(server.url)/openai/v1
      export OPENAI_API_KEY=\(key == nil ? "any" : "…the key you gave")

      curl \(server.url)/openai/v1/images/generations \\
        -H "Authorization: Bearer $OPENAI_API_KEY" -H "Content-Type: application/json" \\
        -d '{"model": "flux.2-max", "prompt": "a lighthouse", "size": "16:9"}'

    In a browser: \(server.url)/ has a form, the models and the latest exchanges.
    Pictures are drawn here; nothing leaves this machine. Ctrl-C stops it.


    """
  }
}
