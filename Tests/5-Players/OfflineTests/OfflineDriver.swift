import TestSupport
import CanonicalJSON
import Catalog
import Exchanges
import Gateway
import HTTPMessages
import Offline
import Stubs

/// A gateway in memory, and the requests that tests put to it.
struct OfflineDriver {
  let offline: Offline
  private static let catalog = Result { try ModelCatalog.shipped() }

  init(
    isFalQueued: Bool = false,
    key: String? = "secret-key",
    patience: Duration = .seconds(600)
  ) throws {
    var options = Offline.Options()
    options.patience = patience
    options.isFalQueued = isFalQueued
    options.settle = { settings in
      settings.key = key
      settings.requestID = { "req_1" }
    }
    offline = Offline(try OfflineDriver.catalog.get(), in: .fixed(RealClock()), options: options)
  }

  func send(
    _ method: HTTPMethod,
    _ target: String,
    _ body: [UInt8] = [],
    fields: HTTPFields = [
      "Authorization": "Bearer secret-key", "Content-Type": "application/json",
    ]
  ) async throws -> Answer {
    let request = HTTPRequest(
      method,
      authority: "gateway.test:4020",
      target: HTTPTarget(target),
      fields: fields,
      body: .bytes(body)
    )
    return try await Answer(offline.gateway.respond(to: request))
  }

  func generate(_ body: JSON) async throws -> Answer {
    try await send(.post, "/openai/v1/images/generations", body.bytes())
  }

  var journal: Journal { offline.stubs.journal }

  /// The model inputs that reached the providers for a case, in order.
  func inputs(of id: String) throws -> [JSON] {
    guard let token = CaseToken(id: id) else { return [] }
    return journal.exchanges(of: token).filter { $0.request.method == .post }
      .compactMap { try? JSON(parsing: $0.requestBody) }
  }

  func fetch(_ url: JSON?) async throws -> Answer {
    let target = url?.stringValue.flatMap(HTTPURL.init)?.target.text ?? "/no-url"
    return try await send(.get, target, fields: [:])
  }
}

/// An answer, read whole.
struct Answer {
  var status: Int
  var fields: HTTPFields
  var body: [UInt8]
  var json: JSON?

  init(_ response: HTTPResponse) async throws {
    status = response.status.code
    fields = response.fields
    body = try await response.body.collected()
    json = try? JSON(parsing: body)
  }

  subscript(pointer: String) -> JSON? {
    JSONPointer(pointer).flatMap { pointer in json.flatMap { $0[pointer] } }
  }
}
