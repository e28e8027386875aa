import Bytes
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Images

/// Fireworks' image workflows: Kontext is followed by its id, FLUX.1 [dev] answers at once.
struct FireworksStub: Sendable {
  let backend: StubBackend

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    let id = backend.ids.uuid()
    var response: HTTPResponse
    do {
      try authenticate(request)
      response = try await route(request, id: id)
    } catch let refusal as StubRefusal {
      response = FireworksErrors.response(refusal, id: id)
    }
    response.fields["x-request-id"] = id
    return response
  }

  private func authenticate(_ request: StubRequest) throws(StubRefusal) {
    guard let field = request.message.fields[.authorization] else {
      throw .unauthenticated(.missing)
    }
    guard field.lowercased().hasPrefix("bearer ") else { throw .unauthenticated(.malformed) }
  }

  private func route(_ request: StubRequest, id: String) async throws -> HTTPResponse {
    var path = request.path[...]
    if path.starts(with: ["inference", "v1"]) { path = path.dropFirst(2) }
    guard path.first == "workflows", path.count >= 5 else {
      throw StubRefusal.unknownPath(request.message.target.path)
    }
    guard request.message.method == .post else { throw StubRefusal.wrongMethod }
    let endpoint = path.dropFirst().prefix(4).joined(separator: "/")
    switch Array(path.dropFirst(5)) {
    case []: return try await submit(request, endpoint, id: id)
    case ["get_result"]: return try result(request, endpoint)
    case ["text_to_image"]:
      return try await TextToImageStub(backend: backend).respond(to: request, endpoint, id: id)
    default: throw StubRefusal.unknownPath(request.message.target.path)
    }
  }

  private func submit(
    _ request: StubRequest,
    _ endpoint: String,
    id: String
  ) async throws -> HTTPResponse {
    let input = FireworksStub.withDataURIs(try backend.object(in: request))
    let url = try FireworksStub.webhookURL(in: input)
    return try await backend.generate(request, endpoint: endpoint, input: input, takesNull: true) {
      order in
      let status = FireworksStub.outcome(of: order.faults)
      var result: JSON = .null
      if status == "Ready" {
        let picture = await backend.pictures(of: order, for: request, asData: false).first
        result = ["sample": picture.map { .string($0.url) } ?? .null, "seed": .integer(order.seed)]
      }
      let work = FireworksStub.work(id, status, result: result)
      let sender = Webhook.Sender.fireworks(secret: input["webhook_secret"]?.stringValue)
      backend.take(
        StubJob(
          id: id,
          scope: endpoint,
          pollsLeft: order.faults.pollsBeforeReady,
          faults: order.faults,
          result: FireworksStub.json(200, work),
          end: backend.end(of: .results, at: request.provider, faults: order.faults),
          owner: request.owner,
          purchase: order.billed,
          webhooks: url.map { [Webhook(sender: sender, url: $0, id: id, body: work)] } ?? []
        )
      )
      return FireworksStub.json(200, ["request_id": .string(id)])
    }
  }

  /// The input with its picture as a data URI where it came as bare base64, which is documented too.
  private static func withDataURIs(_ input: JSONObject) -> JSONObject {
    var input = input
    guard let text = input["input_image"]?.stringValue, !text.contains(":"), text.count >= 64,
      let bytes = try? Base64.decode(text), let format = ImageFormat(sniffing: bytes)
    else { return input }
    input["input_image"] = .string("data:\(format.mediaType);base64,\(text)")
    return input
  }

  /// The last status of a task.
  private static func outcome(of faults: Faults) -> String {
    if faults.hasFailed { return "Error" }
    guard faults.isModerated else { return "Ready" }
    return faults.moderatesOutput ? "Content Moderated" : "Request Moderated"
  }

  /// As documented: from 1 to 2,083 characters.
  private static func webhookURL(in input: JSONObject) throws(StubRefusal) -> String? {
    guard let url = input["webhook_url"]?.stringValue else { return nil }
    guard 1...2083 ~= url.count, HTTPURL(url) != nil else {
      throw .invalidInput([
        InputViolation(path: ["webhook_url"], reason: .notURI, given: .string(url))
      ])
    }
    return url
  }

  private func result(_ request: StubRequest, _ endpoint: String) throws -> HTTPResponse {
    let id = try backend.object(in: request)["id"]?.stringValue ?? ""
    guard let job = backend.poll(id, in: endpoint, by: request),
      !(job.isReady && backend.isGone(job))
    else {
      return FireworksStub.json(200, FireworksStub.work(id, "Task not found", result: .null))
    }
    let pending = FireworksStub.json(200, FireworksStub.work(id, "Pending", result: .null))
    return try backend.answer(job.isReady ? job.result : pending, about: job, to: request)
  }

  private static func work(_ id: String, _ status: String, result: JSON) -> JSON {
    [
      "id": .string(id), "status": .string(status), "result": result, "progress": .null,
      "details": .null,
    ]
  }

  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}
