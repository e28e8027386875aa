import Catalog
import HTTPMessages
import HTTPTransport
import Offline
import Recordings
import Sessions
import Stubs
import Terminal

extension Verb {
  static let stub = Verb(
    name: "stub",
    operands: .none,
    summary: "the stub providers alone, for a gateway of your own",
    options: StubVerb.options,
    rules: [.apart(StubVerb.recipe, from: Options(ServiceOptions.allowedHosts))]
      + ServiceOptions.rules,
    speaksJSON: false,
    examples: [
      .outside("stub", "every provider, each at a path of its own at port 4021"),
      .outside("stub --tls-cert cert.pem --tls-key key.pem", "for clients that insist on https"),
      Example("stub --print env", "how clients are led there by their environment"),
      Example("stub --print caddy", "the providers' own names over TLS, as a Caddyfile"),
    ],
    run: StubVerb.run
  )
}

private enum StubVerb {
  static let recipe = Option<StubRecipe?>.choice(
    "print RECIPE",
    "print how to point a client at the stubs, and end: env, litellm, node, caddy or compose"
  )

  static let options = ServiceOptions.all(port: port) + ServiceOptions.tls + Options(recipe)

  private static let port = 4021

  static func run(_ call: Invocation) async throws -> ExitCode {
    if let recipe = call[recipe] {
      call.console.write(recipe.text(url(call)))
      return .success
    }
    let catalog = try call.catalog()
    let stubs = StubServer(catalog, in: .online)
    let current = ReplaceableHandler(stubs)
    var service = call.service(current, port: port)
    service.metrics = { stubs.metrics }
    service.catalog = call.reloaded(catalog) { current.replace(by: stubs.serving($0)) }
    service.playedHosts = ServiceHosts(catalog.everyProvider)
    service.security = try call.security()
    return try await call.run(service) { PlayedBases(at: $0.url).stubBanner(catalog) }
  }

  /// Where the stub will be reached with the same options.
  private static func url(_ call: Invocation) -> String {
    let scheme = call[ServiceOptions.certificate] != nil ? "https" : "http"
    let host = call[ServiceOptions.host]
    let literal = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(literal):\(call[ServiceOptions.port] ?? port)"
  }
}
