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
    return try await call.run(service) { banner($0, catalog) }
  }

  /// Where the stub will be reached with the same options.
  private static func url(_ call: Invocation) -> String {
    let scheme = call[ServiceOptions.certificate] != nil ? "https" : "http"
    let host = call[ServiceOptions.host]
    let literal = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(literal):\(call[ServiceOptions.port] ?? port)"
  }

  private static func banner(_ server: HTTPServer, _ catalog: ModelCatalog) -> String {
    let providers = catalog.everyProvider
    let keys = providers.filter { $0.key.sample != "any" }
      .map { "\($0.key.sample) at \($0.title)" }.joined(separator: ", ")
    let width = providers.map(\.title.count).max() ?? 0
    let ways = providers.map { provider in
      let bases = provider.stubBases(at: server.url)
      let way = provider.calls[.submit].flatMap { bases[$0.base] } ?? ""
      let queue = provider.calls[.enqueue].flatMap { bases[$0.base] }.map { "  (queue: \($0))" }
      let gap = String(repeating: " ", count: width - provider.title.count)
      return "  \(provider.title)\(gap)  \(way)\(queue ?? "")"
    }.joined(separator: "\n")
    return """
      Stub providers at \(server.url): set your gateway's base URLs to

      \(ways)

      or print a recipe: touchstone stub --print env|litellm|node|caddy|compose. Clients that insist on
      https or on the providers' own hosts want --tls-cert and --tls-key. Any key of a provider's own
      form will do: \(keys).
      Webhooks are sent.
      What came in: \(server.url)/__touchstone/journal. Ctrl-C stops it.


      """
  }
}
