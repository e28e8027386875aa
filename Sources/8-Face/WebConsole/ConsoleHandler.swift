import Bytes
import CanonicalJSON
package import Catalog
package import Exchanges
package import HTTPMessages

/// A gateway with its console: one page at `/`, and the answers that the page asks for.
///
/// All else is the gateway's, and is noted on its way. Pages of other origins can't read the console's
/// answers, for they carry no CORS fields.
package struct ConsoleHandler: HTTPHandler {
  private let gateway: any HTTPHandler
  private let plans: ConsolePlans
  private let traffic: Traffic
  private let bookkeeper: Bookkeeper
  private let key: String?
  private let secrets: RedactionPolicy

  /// A `key` that clients must give the gateway is asked for here too; it and `secrets` are never shown.
  ///
  /// The `bookkeeper` is that of the providers behind the gateway.
  package init(
    _ gateway: any HTTPHandler,
    catalog: ModelCatalog,
    traffic: Traffic,
    bookkeeper: Bookkeeper,
    key: String?,
    secrets: [String] = []
  ) {
    self.gateway = gateway
    plans = ConsolePlans(catalog: catalog)
    self.traffic = traffic
    self.bookkeeper = bookkeeper
    self.key = key
    self.secrets = RedactionPolicy(secrets: secrets + [key].compactMap(\.self))
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let path = request.target.segments
    if path.isEmpty, [.get, .head].contains(request.method) { return ConsolePage.response }
    guard path.first == "__touchstone" else {
      return try await traffic.client(request, of: gateway)
    }
    guard isAllowed(request) else {
      return ConsoleHandler.json(401, ["error": "the gateway's key opens this"])
    }
    switch (request.method, path.dropFirst().joined(separator: "/")) {
    case (.get, "exchanges"):
      let visits = traffic.visits.map { $0.summary(without: secrets) }
      let ledger = bookkeeper.total
      return ConsoleHandler.json(
        200,
        ["exchanges": .array(visits), "ledger": .string(ledger == .empty ? "" : "\(ledger)")]
      )
    case (.get, "ledger"): return ConsoleHandler.json(200, .object(bookkeeper.total.json))
    case (.get, let rest) where rest.hasPrefix("exchanges/"):
      let visit = Int(rest.dropFirst("exchanges/".count)).flatMap(traffic.visit)
      guard let visit else {
        return ConsoleHandler.json(404, ["error": "this exchange is no longer kept"])
      }
      return ConsoleHandler.json(200, visit.json(without: secrets))
    case (.post, "plan"):
      guard let body = try? await request.body.collected(limit: 8 << 20) else {
        return ConsoleHandler.json(413, ["error": "a request to plan has 8 MiB at most"])
      }
      return ConsoleHandler.json(200, plans.answer(body))
    default:
      return ConsoleHandler.json(
        404,
        ["error": "there are exchanges, exchanges/N, ledger, metrics and plan"]
      )
    }
  }

  /// Whether it gives the key, where one must be given.
  @Sendable
  package func isAllowed(_ request: HTTPRequest) -> Bool {
    guard let key else { return true }
    let given = Array((request.fields[.authorization] ?? "").utf8)
    return ConstantTime.isSame(Array("Bearer \(key)".utf8), given)
  }

  private static func json(_ status: HTTPStatus, _ value: JSON) -> HTTPResponse {
    HTTPResponse(
      status,
      fields: [
        .contentType: "application/json", "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
      ],
      body: .bytes(value.bytes())
    )
  }
}
