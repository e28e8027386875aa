import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// Replicate's predictions as its documents and recorded answers have them.
struct ReplicateStub: Sendable {
  let backend: StubBackend

  /// Predictions are followed by their id alone.
  private static let scope = "replicate"

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    var response: HTTPResponse
    do {
      try authenticate(request)
      response = try await route(request)
    } catch let refusal as StubRefusal {
      response = ReplicateErrors.response(refusal)
    }
    if let wait = preference(of: request) { response.fields["preference-applied"] = wait }
    response.fields["ratelimit-remaining"] = "599"
    response.fields["ratelimit-reset"] = "1"
    return response
  }

  private func authenticate(_ request: StubRequest) throws(StubRefusal) {
    guard let field = request.message.fields[.authorization] else {
      throw .unauthenticated(.missing)
    }
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, ["bearer", "token"].contains(parts[0].lowercased()) else {
      throw .unauthenticated(.malformed)
    }
  }

  private func route(_ request: StubRequest) async throws -> HTTPResponse {
    let path = request.path.first == "v1" ? Array(request.path.dropFirst()) : request.path
    switch (request.message.method, path.count, path.first, path.last) {
    case (.post, 4, "models", "predictions"):
      return try await create(request, endpoint: "\(path[1])/\(path[2])")
    case (.post, 1, "predictions", _):
      guard let version = try backend.object(in: request)["version"]?.stringValue else {
        throw StubRefusal.invalidInput([
          InputViolation(path: ["version"], reason: .missing, given: nil)
        ])
      }
      guard !backend.catalog.operations(endpoint: version).isEmpty else {
        throw StubRefusal.named("invalid_version")
      }
      return try await create(request, endpoint: version)
    case (.get, 1, "predictions", _): return try list(request)
    case (.get, 3, "models", _): return try model("\(path[1])/\(path[2])")
    case (.get, 2, "predictions", let id?): return try show(id, request)
    case (.post, 3, "predictions", "cancel"): return try cancel(path[1])
    case (.get, 3, "webhooks", "secret") where path[1] == "default":
      return ReplicateStub.json(200, ["key": .string(Webhook.replicateSecret)])
    case (_, _, "files", _):
      return try ReplicateFilesStub(backend: backend).respond(to: request, path)
    default: throw StubRefusal.unknownPath(request.message.target.path)
    }
  }

  private func create(_ request: StubRequest, endpoint: String) async throws -> HTTPResponse {
    let body = try backend.object(in: request)
    let known = ["input", "webhook", "webhook_events_filter", "stream", "version"]
    if let name = body.names.first(where: { !known.contains($0) }) {
      return ReplicateErrors.additionalProperty(name)
    }
    guard !backend.catalog.operations(endpoint: endpoint).isEmpty else {
      throw StubRefusal.unknownModel(endpoint)
    }
    guard let input = body["input"]?.objectValue else {
      throw StubRefusal.invalidInput([
        InputViolation(path: ["input"], reason: .missing, given: nil)
      ])
    }
    let webhooks = try ReplicateWebhooks(in: body)
    return try await backend.generate(request, endpoint: endpoint, input: input, takesNull: false) {
      await predict(request, $0, telling: webhooks)
    }
  }

  /// Answers a client that waits with the outcome, another with a start.
  private func predict(
    _ request: StubRequest,
    _ order: StubOrder,
    telling webhooks: ReplicateWebhooks
  ) async -> HTTPResponse {
    let id = backend.ids.prediction()
    let page = ReplicatePrediction(
      id: id,
      base: request.base(ledTo: order.faults.pollOrigin),
      order: order
    )
    let final: JSONObject
    if order.billed == nil {
      final = page.failed
    } else {
      let pictures = await backend.pictures(of: order, for: request, asData: false)
      final = page.succeeded(pictures)
    }
    var job = StubJob(
      id: id,
      scope: ReplicateStub.scope,
      pollsLeft: order.faults.pollsBeforeReady,
      faults: order.faults,
      result: ReplicateStub.json(200, final),
      pending: page.processing,
      end: backend.end(of: .results, at: request.provider, faults: order.faults),
      owner: request.owner,
      purchase: order.billed,
      webhooks: webhooks.ending(page, final),
      webhooksIfCancelled: webhooks.ending(page, page.canceled)
    )
    job.deadline = lifetime(of: request).map { backend.clock.now + $0 }
    backend.take(job, beginning: webhooks.beginning(page))
    guard preference(of: request) != nil else { return ReplicateStub.json(201, page.starting) }
    guard job.isReady else { return ReplicateStub.json(202, page.processing) }
    return ReplicateStub.json(201, page.waited(final))
  }

  private func model(_ endpoint: String) throws(StubRefusal) -> HTTPResponse {
    guard let operation = backend.catalog.operations(endpoint: endpoint).first?.operation else {
      throw .unknownModel(endpoint)
    }
    return ReplicateStub.json(200, ReplicateModelPage(operation: operation).json)
  }

  private func list(_ request: StubRequest) throws(StubRefusal) -> HTTPResponse {
    let pages = backend.jobs.all(in: ReplicateStub.scope).compactMap { job in
      page(of: expired(job.id) ?? job).map { (id: job.id, page: $0) }
    }
    let list = ReplicatePredictionList(base: request.base, predictions: pages)
    let cursor = request.message.target.queryValue("cursor")
    guard let page = list.page(after: cursor) else { throw .unknownWork }
    return ReplicateStub.json(200, page)
  }

  /// The job where its deadline has passed; one that had not begun costs nothing.
  private func expired(_ id: String) -> StubJob? {
    guard backend.jobs.expire(id, in: ReplicateStub.scope, at: backend.clock.now) else {
      return nil
    }
    let job = backend.jobs.job(id, in: ReplicateStub.scope)
    if let job { backend.callOff(job, refunds: job.isAborted) }
    return job
  }

  private func show(_ id: String, _ request: StubRequest) throws -> HTTPResponse {
    _ = expired(id)
    guard let job = backend.poll(id, in: ReplicateStub.scope, by: request) else {
      throw StubRefusal.unknownWork
    }
    return try backend.answer(answer(job), about: job, to: request)
  }

  private func cancel(_ id: String) throws(StubRefusal) -> HTTPResponse {
    guard backend.cancel(id, in: ReplicateStub.scope) != nil,
      let job = backend.jobs.job(id, in: ReplicateStub.scope)
    else { throw .unknownWork }
    return answer(job)
  }

  private func answer(_ job: StubJob) -> HTTPResponse {
    page(of: job).map { ReplicateStub.json(200, $0) } ?? job.result
  }

  /// The prediction as it stands; nil where its result is no page of its own.
  private func page(of job: StubJob) -> JSONObject? {
    if job.isCancelled {
      var page = job.pending
      page["status"] = job.isAborted ? "aborted" : "canceled"
      return page
    }
    guard job.isReady else { return job.pending }
    guard case .bytes(let bytes) = job.result.body,
      let page = try? JSON(parsing: bytes).objectValue
    else { return nil }
    return backend.isGone(job) ? ReplicatePrediction.removed(page) : page
  }

  /// `Cancel-After: 1m30s`, five seconds at least; a number alone is seconds.
  private func lifetime(of request: StubRequest) -> Duration? {
    guard let field = request.message.fields["Cancel-After"] else { return nil }
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    var (seconds, digits) = (0, "")
    for character in field {
      if let unit = units[character], let count = Int(digits), count < 1 << 20 {
        (seconds, digits) = (seconds + count * unit, "")
      } else {
        digits.append(character)
      }
    }
    seconds += digits.isEmpty ? 0 : Int(digits) ?? -1 << 40
    return seconds >= 5 ? .seconds(seconds) : nil
  }

  /// `wait` or `wait=n` with n from 1 to 60.
  private func preference(of request: StubRequest) -> String? {
    guard let field = request.message.fields["Prefer"], field.hasPrefix("wait") else { return nil }
    let seconds = field.dropFirst(4)
    let longest = request.data.limits[.wait]?.value ?? 60
    if seconds.isEmpty { return "wait=\(longest)" }
    guard seconds.first == "=", let number = Int(seconds.dropFirst()), 1...longest ~= number else {
      return nil
    }
    return "wait=\(number)"
  }

  static func json(_ status: Int, _ body: JSONObject) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json; charset=UTF-8"],
      body: .bytes(JSON.object(body).bytes())
    )
  }
}
