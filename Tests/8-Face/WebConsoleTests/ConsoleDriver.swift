import TestSupport
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

@testable import WebConsole

/// A console before a gateway of one closure, which may call upstream through `traffic`.
struct ConsoleDriver {
  let traffic: Traffic
  let bookkeeper = Bookkeeper()
  private let console: ConsoleHandler
  private static let catalog = Result { try ModelCatalog.shipped() }

  init(
    key: String? = nil,
    limits: Traffic.Limits = Traffic.Limits(),
    upstream: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse = { _ in
      HTTPResponse(200)
    },
    gateway:
      @escaping @Sendable (HTTPRequest, _ upstream: any HTTPHandler) async throws ->
      HTTPResponse
  ) throws {
    traffic = Traffic(clock: TestClock(), limits: limits)
    let providers = traffic.upstream(HTTPHandlerClosure(upstream))
    console = ConsoleHandler(
      HTTPHandlerClosure { try await gateway($0, providers) },
      catalog: try ConsoleDriver.catalog.get(),
      traffic: traffic,
      bookkeeper: bookkeeper,
      key: key,
      secrets: ["planted-environment"]
    )
  }

  init(
    key: String? = nil,
    gateway: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse
  ) throws {
    try self.init(key: key) { request, _ in try await gateway(request) }
  }

  func send(
    _ method: HTTPMethod,
    _ target: String,
    _ body: String = "",
    fields: HTTPFields = [:]
  ) async throws -> ConsoleAnswer {
    try await send(method, target, .bytes(Array(body.utf8)), fields: fields)
  }

  func send(
    _ method: HTTPMethod,
    _ target: String,
    _ body: HTTPBody,
    fields: HTTPFields = [:]
  ) async throws -> ConsoleAnswer {
    let request = HTTPRequest(
      method,
      authority: "console.test",
      target: HTTPTarget(target),
      fields: fields,
      body: body
    )
    let response = try await console.respond(to: request)
    return ConsoleAnswer(response: response, body: try await response.body.collected())
  }

  /// The list of exchanges, the latest first.
  func exchanges() async throws -> [JSON] {
    try await send(.get, "/__touchstone/exchanges").json?["exchanges"]?.arrayValue ?? []
  }

  func exchange(_ number: Int) async throws -> JSON? {
    try await send(.get, "/__touchstone/exchanges/\(number)").json
  }
}

struct ConsoleAnswer {
  let response: HTTPResponse
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  var json: JSON? { try? JSON(parsing: body) }
}
