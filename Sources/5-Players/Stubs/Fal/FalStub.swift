import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// fal as its documents and recorded answers have it: called directly, or through its queue.
struct FalStub: Sendable {
  let backend: StubBackend

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    let id = backend.ids.uuid()
    var response: HTTPResponse
    do {
      // Whoever gets webhooks may ask for the key that proves them.
      let isKey = request.baseName == "rest" && request.path == [".well-known", "jwks.json"]
      if !isKey { try authenticate(request) }
      switch request.baseName {
      case "queue": response = try await FalQueueStub(fal: self).respond(to: request, id: id)
      case "rest", Provider.media:
        response = try FalStorageStub(backend: backend).respond(to: request)
      default: response = try await run(request)
      }
    } catch let refusal as StubRefusal {
      response = errors(of: request).response(refusal)
    }
    response.fields["x-fal-request-id"] = id
    return response
  }

  func errors(of request: StubRequest) -> FalErrors {
    FalErrors(request: request) { app in
      backend.catalog.offers.contains { _, offer in
        offer.operations.values.contains { $0.endpoint == app || $0.endpoint.hasPrefix(app + "/") }
      }
    }
  }

  private func authenticate(_ request: StubRequest) throws(StubRefusal) {
    guard let field = request.message.fields[.authorization] else {
      throw .unauthenticated(.missing)
    }
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "key" || parts[0].lowercased() == "bearer",
      parts[0].lowercased() == "bearer" || parts[1].contains(":")
    else { throw .unauthenticated(.malformed) }
  }

  /// One generation from its request to the model's own answer.
  ///
  /// What the queue calls is polled for; `note` is told what was ordered.
  func run(
    _ request: StubRequest,
    isQueued: Bool = false,
    note: (StubOrder) -> Void = { _ in }
  ) async throws -> HTTPResponse {
    guard request.message.method == .post else { throw StubRefusal.wrongMethod }
    let input = try backend.object(in: request)
    let endpoint = request.path.joined(separator: "/")
    guard request.path.count > 1 else { throw StubRefusal.unknownPath(endpoint) }
    guard !backend.catalog.operations(endpoint: endpoint).isEmpty else {
      throw StubRefusal.unknownModel(endpoint)
    }
    return try await backend.generate(
      request,
      endpoint: endpoint,
      input: input,
      takesNull: true,
      isDirect: !isQueued
    ) { order in
      note(order)
      return try await answer(request, to: order)
    }
  }

  private func answer(_ request: StubRequest, to order: StubOrder) async throws -> HTTPResponse {
    if order.faults.isModerated { throw StubRefusal.moderated }
    if order.faults.hasFailed { throw StubRefusal.failed }
    let isSync = order.input["sync_mode"]?.boolValue ?? false
    let pictures = await backend.pictures(of: order, for: request, asData: isSync)
    let body = FalOutput(order: order, pictures: pictures).json
    return HTTPResponse(
      200,
      fields: [
        .contentType: "application/json", "X-Fal-Billable-Units": "\(pictures.count).0",
      ],
      body: .bytes(body.bytes())
    )
  }
}

extension FalStub {
  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}

extension JSONObject {
  /// The members of one object, then those of another.
  static func + (first: JSONObject, second: JSONObject) -> JSONObject {
    JSONObject(first.members + second.members)
  }
}

extension StubRefusal {
  /// Whether the model itself refuses, so that fal's queue says so only at the result.
  var isOfTheModel: Bool {
    switch self {
    case .invalidInput, .badPicture, .moderated, .failed, .named: true
    default: false
    }
  }
}
