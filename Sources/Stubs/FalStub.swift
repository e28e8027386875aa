import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages

/// fal as its documents and recorded answers have it: called directly, or through its queue.
struct FalStub: Sendable {
  let desk: StubDesk

  func respond(to request: StubRequest) async throws -> HTTPResponse {
    let id = desk.ids.uuid()
    var response: HTTPResponse
    do {
      try authenticate(request)
      switch request.service {
      case .falQueue: response = try await queue(request, id: id)
      case .falRest, .media: response = try FalStorageStub(desk: desk).respond(to: request)
      default: response = try await run(request, endpoint: request.path.joined(separator: "/"))
      }
    } catch let refusal as StubRefusal {
      response = FalErrors(request: request).response(refusal)
    }
    response.fields["x-fal-request-id"] = id
    return response
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
  private func run(_ request: StubRequest, endpoint: String) async throws -> HTTPResponse {
    guard request.message.method == .post else { throw StubRefusal.wrongMethod }
    let input = try desk.object(in: request)
    guard !desk.catalog.operations(endpoint: endpoint).isEmpty else {
      throw StubRefusal.unknownModel(endpoint)
    }
    return try await desk.generate(request, endpoint: endpoint, input: input, takesNull: true) {
      try await answer(request, to: $0)
    }
  }

  private func answer(_ request: StubRequest, to order: StubOrder) async throws -> HTTPResponse {
    if order.faults.isModerated { throw StubRefusal.moderated }
    let isSync = order.input["sync_mode"]?.boolValue ?? false
    let pictures = await desk.pictures(of: order, for: request, asData: isSync)
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
  /// Submissions go to the whole id; status, result and cancellation to the owner and the app alone.
  private func queue(_ request: StubRequest, id: String) async throws -> HTTPResponse {
    guard request.path.count >= 4, request.path[2] == "requests" else {
      return try await submit(request, id: id)
    }
    let scope = request.path[0...1].joined(separator: "/")
    let job = request.path[3]
    switch (request.message.method, request.path.dropFirst(4).first) {
    case (.get, "status"): return try status(of: job, scope, request)
    case (.put, "cancel"): return cancel(job, scope)
    case (.get, nil), (.get, "response"): return try result(of: job, scope)
    default: throw StubRefusal.wrongMethod
    }
  }

  private func submit(_ request: StubRequest, id: String) async throws -> HTTPResponse {
    let endpoint = request.path.joined(separator: "/")
    let scope = request.path.prefix(2).joined(separator: "/")
    let prompt = (try? desk.object(in: request))?["prompt"]?.stringValue ?? ""
    let faults = (try? Faults(in: prompt)) ?? Faults()
    let result: HTTPResponse
    do {
      result = try await run(request, endpoint: endpoint)
    } catch let refusal as StubRefusal {
      guard refusal.isOfTheModel else { throw refusal }
      result = FalErrors(request: request).response(refusal)
    }
    let polls = faults.pollsBeforeReady
    desk.jobs.put(StubJob(id: id, scope: scope, pollsLeft: polls, result: result))
    var body = links(id, scope, request)
    body["logs"] = .null
    body["metrics"] = [:]
    body["queue_position"] = 0
    return FalStub.json(200, .object(["status": "IN_QUEUE"] + body))
  }

  private func status(
    of id: String,
    _ scope: String,
    _ request: StubRequest
  ) throws -> HTTPResponse {
    guard let job = desk.jobs.poll(id, in: scope) else {
      return FalStub.json(404, ["status": "NOT_FOUND"])
    }
    var body: JSONObject =
      ["status": job.isReady ? "COMPLETED" : "IN_PROGRESS"] + links(id, scope, request)
    body["logs"] = .null
    if job.isReady { body["metrics"] = ["inference_time": 0.01] }
    return FalStub.json(job.isReady ? 200 : 202, .object(body))
  }

  private func result(of id: String, _ scope: String) throws -> HTTPResponse {
    guard let job = desk.jobs.job(id, in: scope) else {
      return FalStub.json(404, ["detail": "Request not found"])
    }
    if job.isCancelled {
      return FalStub.json(499, ["detail": "Client cancelled", "error_type": "client_cancelled"])
    }
    guard job.isReady else {
      return FalStub.json(400, ["detail": "Request is still in progress"])
    }
    return job.result
  }

  private func cancel(_ id: String, _ scope: String) -> HTTPResponse {
    guard let job = desk.jobs.cancel(id, in: scope) else {
      return FalStub.json(404, ["status": "NOT_FOUND"])
    }
    return job.isReady
      ? FalStub.json(400, ["status": "ALREADY_COMPLETED"])
      : FalStub.json(202, ["status": "CANCELLATION_REQUESTED"])
  }

  private func links(_ id: String, _ scope: String, _ request: StubRequest) -> JSONObject {
    let work = "\(request.base)/\(scope)/requests/\(id)"
    return [
      "request_id": .string(id), "response_url": .string(work),
      "status_url": .string(work + "/status"), "cancel_url": .string(work + "/cancel"),
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
    case .invalidInput, .badPicture, .moderated: true
    default: false
    }
  }
}
