import Bytes
package import Catalog
import Exchanges
package import HTTPMessages
import Normalization
package import Providers

/// The reference gateway: an executable reading of the contract.
package struct Gateway: HTTPHandler {
  private(set) var settings: GatewaySettings
  let hosted: HostedPictures
  let admission: Admission
  let playedFaults = PlayedFaults()

  package init(_ settings: GatewaySettings) {
    self.settings = settings
    hosted = HostedPictures(settings)
    admission = Admission(settings.admission, clock: settings.environment.clock)
  }

  /// The same gateway with another catalog and its providers: the pictures that it hosts stay.
  package func serving(_ catalog: ModelCatalog, through dialects: [ProviderDialect]) -> Gateway {
    var gateway = self
    gateway.settings.catalog = catalog
    gateway.settings.dialects = Dictionary(dialects.map { ($0.provider, $0) }) { _, last in last }
    return gateway
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let crossOrigin = CrossOrigin(request: request)
    if let preflight = crossOrigin.preflight { return preflight }
    let id = settings.requestID()
    var response: HTTPResponse
    do {
      response = try await answer(request, id: id)
    } catch {
      response = try refusal(for: error)
    }
    response.fields["X-Lumenfall-Request-Id"] = id
    response.fields["x-request-id"] = id
    return crossOrigin.allowing(response)
  }

  private func answer(_ request: HTTPRequest, id: String) async throws -> HTTPResponse {
    let route = try GatewayRoute(request)
    if route.needsKey { try authenticate(request) }
    switch route {
    case .models: return ModelPages(settings).list()
    case .model(let name):
      let asSchema = request.target.queryValue("schema") == "true"
      return try ModelPages(settings).get(name, asSchema: asSchema)
    case .generations: return try await makePictures(request, mode: .textToImage, id: id)
    case .edits: return try await makePictures(request, mode: .edit, id: id)
    case .picture(let name): return try await hosted.response(named: name, to: request)
    }
  }

  private func authenticate(_ request: HTTPRequest) throws(GatewayError) {
    let field = request.fields[.authorization] ?? ""
    let parts = field.split(separator: " ", maxSplits: 1)
    let isBearer = parts.count == 2 && parts[0].lowercased() == "bearer"
    let key = parts.last?.drop { $0 == " " } ?? ""
    let isKnown = settings.key.map { ConstantTime.isSame(Array($0.utf8), Array(key.utf8)) } ?? true
    guard isBearer, !key.isEmpty, isKnown else {
      throw GatewayError(.authenticationFailed, "Invalid API key")
    }
  }

  /// The answer to the client after an error; one that the client must not know cuts the connection.
  func refusal(for error: any Error) throws -> HTTPResponse {
    var refusal: GatewayError
    switch error {
    case let error as GatewayError: refusal = error
    case let fault as RequestFault: refusal = GatewayError(fault)
    case let error as HTTPBodyTooLong:
      refusal = .invalid("The body is longer than \(error.limit) bytes", status: 413)
    case is Admission.Full:
      refusal = GatewayError(
        .rateLimited,
        "The gateway has as many bodies in flight as it takes; try again",
        retryAfter: 1
      )
    default: throw error
    }
    // A provider may repeat a key in its words, and a client may send one where it does not belong.
    refusal.message = SecretScan.message(refusal.message, policy: settings.redaction)
    return refusal.response
  }
}
