import CanonicalJSON
import Exchanges
package import HTTPMessages
import Normalization

/// The reference gateway: an executable reading of the contract.
package struct Gateway: HTTPHandler {
  private let settings: GatewaySettings
  private let hosted: HostedPictures

  /// No request is longer, pictures included.
  private static let largestBody = 256 << 20

  package init(_ settings: GatewaySettings) {
    self.settings = settings
    hosted = HostedPictures(settings)
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    let crossOrigin = CrossOrigin(request: request)
    if let preflight = crossOrigin.preflight { return preflight }
    let id = settings.requestID()
    var response: HTTPResponse
    do {
      response = try await answer(request, id: id)
    } catch let error as GatewayError {
      response = error.response
    } catch let fault as RequestFault {
      response = GatewayError(fault).response
    } catch is HTTPBodyTooLong {
      response = GatewayError.invalid("The body is too long", status: 413).response
    }
    response.fields["X-Lumenfall-Request-Id"] = id
    response.fields["x-request-id"] = id
    return crossOrigin.allowing(response)
  }

  private func answer(_ request: HTTPRequest, id: String) async throws -> HTTPResponse {
    let route = try GatewayRoute(request)
    if case .picture(let name) = route { return hosted.response(named: name, to: request) }
    try authenticate(request)
    switch route {
    case .models: return ModelPages(catalog: settings.catalog).list()
    case .model(let name):
      let asSchema = request.target.queryValue("schema") == "true"
      return try ModelPages(catalog: settings.catalog).get(name, asSchema: asSchema)
    case .generations, .edits:
      let body = try await request.body.collected(limit: Gateway.largestBody)
      let type = request.fields[.contentType]
      let wanted =
        route == .edits
        ? try ImageRequest(edit: body, contentType: type)
        : try ImageRequest(generation: body, contentType: type)
      return try await make(wanted, for: request, id: id)
    case .picture(let name): return hosted.response(named: name, to: request)
    }
  }

  private func authenticate(_ request: HTTPRequest) throws(GatewayError) {
    let field = request.fields[.authorization] ?? ""
    let parts = field.split(separator: " ", maxSplits: 1)
    let isBearer = parts.count == 2 && parts[0].lowercased() == "bearer"
    guard isBearer, settings.key == nil || settings.key == String(parts[1]) else {
      throw GatewayError(.authenticationFailed, "Invalid API key")
    }
  }

  private func make(
    _ wanted: ImageRequest,
    for request: HTTPRequest,
    id: String
  ) async throws -> HTTPResponse {
    let plan = try Plan(wanted.planned, catalog: settings.catalog, routing: settings.routing)
    if request.target.queryValue("dryRun") == "true" { return CostEstimate(plan: plan).response }
    if wanted.isStreamed, plan.attempts.contains(where: { $0.count > 1 }) {
      throw GatewayError.invalid("Streaming is only supported with n=1.", "stream")
    }
    try playFault(in: wanted.prompt)
    let work = ImageWork(settings: settings, plan: plan, inputs: wanted.inputs)
    let outcome = try await work.run()
    var urls: [String] = []
    if !wanted.wantsBase64, !wanted.isStreamed {
      for made in outcome.pictures {
        urls.append(try hosted.host(made.picture, at: request.origin))
      }
    }
    let answer = ImageAnswer(
      id: id,
      created: settings.unixTime(),
      request: wanted,
      plan: plan,
      outcome: outcome,
      urls: urls
    )
    return wanted.isStreamed ? StreamedAnswer(answer: answer).response : answer.response
  }

  /// `[fault: gateway=INSUFFICIENT_BALANCE]` shows an app each row of the error table.
  private func playFault(in prompt: String) throws(GatewayError) {
    guard let word = (try? Faults(in: prompt))?.gatewayCode else { return }
    guard let code = GatewayError.Code(rawValue: word) else {
      throw .invalid("gateway=\(word) is no error code of the gateway", "prompt")
    }
    throw GatewayError(code, "asked for by a fault directive")
  }
}
