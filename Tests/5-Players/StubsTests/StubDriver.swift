import TestSupport
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Stubs
import Synchronization

/// Stubs in memory, and the requests that tests put to them.
struct StubDriver {
  let server: StubServer
  let clock = TestClock()

  /// `client` is whom the stubs fetch from and tell.
  init(
    client: (any HTTPHandler)? = nil,
    journal: Journal = Journal(),
    catalog: ModelCatalog? = nil
  ) throws {
    server = StubServer(
      try catalog ?? ModelCatalog.shipped(),
      journal: journal,
      in: .fixed(clock, network: client)
    )
  }

  func send(
    _ method: HTTPMethod,
    _ target: String,
    json: JSON? = nil,
    fields: HTTPFields = ["Authorization": "Key id:secret"]
  ) async throws -> StubAnswer {
    let request = HTTPRequest(
      method,
      authority: "127.0.0.1:4021",
      target: HTTPTarget(target),
      fields: fields,
      body: .bytes(json?.bytes() ?? [])
    )
    return try await StubAnswer(server.respond(to: request))
  }

  /// A call of a model at fal.
  func fal(_ endpoint: String, _ input: JSON) async throws -> StubAnswer {
    try await send(.post, "/fal/\(endpoint)", json: input)
  }

  /// What a link in an answer leads to, asked for with the provider's kind of key.
  func follow(
    _ link: JSON?,
    _ method: HTTPMethod = .get,
    key: String = "Key id:secret"
  ) async throws -> StubAnswer {
    let target = link?.stringValue.flatMap(HTTPURL.init)?.target.text ?? "/no-link"
    return try await send(method, target, fields: ["Authorization": key])
  }

  /// What stands behind a URL that an answer gave.
  func fetch(_ url: JSON?) async throws -> StubAnswer {
    let target = url?.stringValue.flatMap(HTTPURL.init)?.target.text ?? "/no-url"
    return try await send(.get, target, fields: [:])
  }
}

/// An answer, read whole.
struct StubAnswer {
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
