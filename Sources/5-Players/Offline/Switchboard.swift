import HTTPMessages

/// Leads each request to the handler at its origin.
struct Switchboard: HTTPHandler {
  /// By origin: `http://127.0.0.1:4021`.
  var places: [String: any HTTPHandler]
  /// For every other origin; nil leads nowhere.
  var otherwise: (any HTTPHandler)?

  /// No handler stands at a request's origin.
  struct NoSuchPlace: SendingError {
    var origin: String
    let isUnsent = true
  }

  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    guard let handler = places[request.origin] ?? otherwise else {
      throw NoSuchPlace(origin: request.origin)
    }
    return try await handler.respond(to: request)
  }
}
