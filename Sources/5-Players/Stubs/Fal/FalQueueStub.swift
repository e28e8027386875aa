import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Synchronization

/// fal's queue: submissions go to the whole id, what follows to the owner and the app alone.
struct FalQueueStub: Sendable {
  let fal: FalStub

  private var backend: StubBackend { fal.backend }

  func respond(to request: StubRequest, id: String) async throws -> HTTPResponse {
    guard request.path.count >= 4, request.path[2] == "requests" else {
      return try await submit(request, id: id)
    }
    let scope = request.path[0...1].joined(separator: "/")
    let job = request.path[3]
    switch (request.message.method, Array(request.path.dropFirst(4))) {
    case (.get, ["status"]): return try status(of: job, scope, request: request)
    case (.get, ["status", "stream"]): return stream(of: job, scope, request: request)
    case (.put, ["cancel"]): return cancel(job, scope)
    case (.get, []), (.get, ["response"]): return try result(of: job, scope, request: request)
    default: throw StubRefusal.wrongMethod
    }
  }

  /// A model's own refusal is told at the result only.
  private func submit(_ request: StubRequest, id: String) async throws -> HTTPResponse {
    let scope = request.path.prefix(2).joined(separator: "/")
    var order: StubOrder?
    let result: HTTPResponse
    do {
      result = try await fal.run(request, isQueued: true) { order = $0 }
    } catch let refusal as StubRefusal where refusal.isOfTheModel {
      result = fal.errors(of: request).response(refusal)
    }
    let faults = order?.faults ?? Faults()
    let webhook = request.message.target.queryValue("fal_webhook").map { url in
      Webhook(sender: .fal, url: url, id: id, body: notice(of: result, id))
    }
    let job = StubJob(
      id: id,
      scope: scope,
      pollsLeft: faults.pollsBeforeReady,
      faults: faults,
      result: result,
      end: backend.end(of: .results, at: request.provider, faults: faults),
      owner: request.owner,
      purchase: order?.billed,
      webhooks: webhook.map { [$0] } ?? []
    )
    backend.take(job)
    var body: JSONObject = ["status": "IN_QUEUE"] + links(job, request)
    if webhook != nil { body["gateway_request_id"] = .string(id) }
    body["logs"] = .null
    body["metrics"] = [:]
    body["queue_position"] = 0
    return FalStub.json(200, .object(body))
  }

  private func status(
    of id: String,
    _ scope: String,
    request: StubRequest
  ) throws -> HTTPResponse {
    guard let job = backend.poll(id, in: scope, by: request) else {
      return FalStub.json(404, ["status": "NOT_FOUND"])
    }
    let said = FalStub.json(job.isReady ? 200 : 202, .object(status(of: job, request)))
    return try backend.answer(said, about: job, at: [.status], to: request)
  }

  private func status(of job: StubJob, _ request: StubRequest) -> JSONObject {
    var body: JSONObject =
      ["status": job.isReady ? "COMPLETED" : "IN_PROGRESS"] + links(job, request)
    body["logs"] = .null
    if job.isReady { body["metrics"] = ["inference_time": 0.01] }
    return body
  }

  private func result(
    of id: String,
    _ scope: String,
    request: StubRequest
  ) throws -> HTTPResponse {
    guard let job = backend.jobs.job(id, in: scope) else {
      return FalStub.json(404, ["detail": "Request not found"])
    }
    if job.isCancelled {
      return FalStub.json(499, ["detail": "Client cancelled", "error_type": "client_cancelled"])
    }
    guard job.isReady else {
      return FalStub.json(400, ["detail": "Request is still in progress"])
    }
    if backend.isGone(job) { return FalStub.json(404, ["detail": "Request not found"]) }
    return try backend.answer(job.result, about: job, at: [.result], to: request)
  }

  private func cancel(_ id: String, _ scope: String) -> HTTPResponse {
    guard let job = backend.cancel(id, in: scope) else {
      return FalStub.json(404, ["status": "NOT_FOUND"])
    }
    return job.isReady
      ? FalStub.json(400, ["status": "ALREADY_COMPLETED"])
      : FalStub.json(202, ["status": "CANCELLATION_REQUESTED"])
  }

  private func links(_ job: StubJob, _ request: StubRequest) -> JSONObject {
    let base = request.base(ledTo: job.faults.pollOrigin)
    let work = "\(base)/\(job.scope)/requests/\(job.id)"
    return [
      "request_id": .string(job.id), "response_url": .string(work),
      "status_url": .string(work + "/status"), "cancel_url": .string(work + "/cancel"),
    ]
  }
}

extension FalQueueStub {
  private static let pauseInStream = Duration.milliseconds(200)

  /// One event a poll, from the first status to the one that says COMPLETED.
  private func stream(of id: String, _ scope: String, request: StubRequest) -> HTTPResponse {
    guard backend.jobs.job(id, in: scope) != nil else {
      return FalStub.json(404, ["status": "NOT_FOUND"])
    }
    let last = Mutex<String?>(nil)
    let stream = HTTPBodyStream {
      let said = last.withLock { $0 }
      if said == "COMPLETED" { return nil }
      if said != nil { try await backend.clock.wait(for: FalQueueStub.pauseInStream) }
      guard let job = backend.poll(id, in: scope, by: request) else { return nil }
      let status = status(of: job, request)
      last.withLock { $0 = status["status"]?.stringValue }
      return ServerSentEvent(data: JSON.object(status).text()).bytes[...]
    }
    return HTTPResponse(200, fields: [.contentType: "text/event-stream"], body: .stream(stream))
  }

  /// The body that is posted to `fal_webhook`: the model's answer, and whether it is one of success.
  private func notice(of result: HTTPResponse, _ id: String) -> JSON {
    var body: JSONObject = ["request_id": .string(id), "gateway_request_id": .string(id)]
    var payload: JSON?
    if case .bytes(let bytes) = result.body { payload = try? JSON(parsing: bytes) }
    body["status"] = result.status.isSuccess ? "OK" : "ERROR"
    if !result.status.isSuccess {
      body["error"] = .string("Invalid status code: \(result.status.code)")
    }
    body["payload"] = payload ?? .null
    if payload == nil {
      body["payload_error"] = "Response payload is not JSON serializable"
    }
    return .object(body)
  }
}
