import CanonicalJSON
import HTTPMessages

/// fal's refusals, each in the body that its documents or recordings show.
struct FalErrors {
  var request: StubRequest
  /// Whether an owner and an app lead to any model.
  var knows: (_ app: String) -> Bool = { _ in false }

  func response(_ refusal: StubRefusal) -> HTTPResponse {
    var (status, body) = answer(to: refusal)
    if case .unknownPath = refusal { body = nil }
    var response =
      body.map { FalStub.json(status, $0) }
      ?? HTTPResponse(HTTPStatus(status), body: HTTPBody("404: Not Found"))
    if case .forced(_, let seconds?) = refusal { response.fields[.retryAfter] = "\(seconds)" }
    if status == 422 { response.fields["X-Fal-Billable-Units"] = "0" }
    return response
  }

  private func answer(to refusal: StubRefusal) -> (status: Int, body: JSON?) {
    switch refusal {
    case .unauthenticated(.missing):
      (401, detail("Authentication is required to access this application"))
    case .unauthenticated(.malformed):
      (
        401,
        detail("Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'.")
      )
    case .unknownPath: (404, nil)
    case .unknownModel(let id): unknown(id)
    case .unknownWork: (404, ["status": "NOT_FOUND"])
    case .wrongMethod: (405, detail("Method Not Allowed"))
    case .malformedBody(let reason):
      (
        422,
        problem(
          ["body"],
          "JSON decode error",
          type: "json_invalid",
          context: ["error": .string(reason)]
        )
      )
    case .invalidInput(let violations):
      (422, ["detail": .array(violations.map(describe))])
    case .badPicture(let field, let reason): describe(field, reason)
    case .moderated: (422, moderation)
    case .failed: named("internal_server_error")
    case .named(let name): named(name)
    case .forced(let status, _): (status, forced(status))
    case .badDirective(let message): (400, detail(message))
    }
  }

  private func named(_ name: String) -> (status: Int, body: JSON?) {
    switch NamedError.find(name, among: NamedError.fal) {
    case .success(let error): (error.status, error.body)
    case .failure(let unknown): (400, detail(unknown.description))
    }
  }

  /// A path inside an application that there is, or an application that there is not.
  private func unknown(_ id: String) -> (status: Int, body: JSON?) {
    let app = id.split(separator: "/").prefix(2).joined(separator: "/")
    guard knows(app) else { return (404, detail("Application \"\(id)\" not found")) }
    return (404, detail("Path \(id.dropFirst(app.count)) not found"))
  }

  private func detail(_ text: String) -> JSON { ["detail": .string(text)] }

  private func problem(
    _ place: [JSON],
    _ message: String,
    type: String,
    context: JSONObject? = nil
  ) -> JSON {
    ["detail": [entry(place, message, type: type, context: context)]]
  }

  private func entry(
    _ place: [JSON],
    _ message: String,
    type: String,
    context: JSONObject?,
    given: JSON? = nil
  ) -> JSON {
    var entry: JSONObject = [
      "loc": .array(place), "msg": .string(message), "type": .string(type),
    ]
    if isModern { entry["url"] = .string("https://docs.fal.ai/errors#\(type)") }
    if let context { entry["ctx"] = .object(context) }
    if isModern, let given { entry["input"] = given }
    return .object(entry)
  }

  /// The newer family answers as pydantic 2 does, the others as pydantic 1.
  private var isModern: Bool { request.path.contains { $0.hasPrefix("flux-2") } }

  private var moderation: JSON {
    problem(
      ["body", "prompt"],
      "The content could not be processed because it contained material flagged by a content checker.",
      type: "content_policy_violation",
      context: ["extra_info": ["reason": "partner_validation_failed"]]
    )
  }

  private func describe(
    _ field: String,
    _ reason: StubRefusal.BadPicture
  ) -> (status: Int, body: JSON?) {
    let place: [JSON] = ["body", .string(field)]
    switch reason {
    case .badDataURI:
      return (400, detail("Unsupported data URL"))
    case .unreachable:
      return (422, problem(place, "Failed to download the file.", type: "file_download_error"))
    case .unreadable:
      return (422, problem(place, "Failed to load the image.", type: "image_load_error"))
    }
  }

  /// The body that fal sends with a status that no input causes.
  private func forced(_ status: Int) -> JSON {
    switch status {
    case 401: detail("No user found for Key ID and Secret")
    case 403:
      detail(
        "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing."
      )
    case 422: problem(["body", "prompt"], "Input should be a valid string", type: "string_type")
    case 429: problem(["body"], "Too many concurrent requests.", type: "concurrent_requests_limit")
    case 500: named("runner_server_error").body ?? .null
    case 502: named("runner_incomplete_response").body ?? .null
    case 503: named("runner_disconnected").body ?? .null
    case 504: named("request_timeout").body ?? .null
    default: detail(HTTPStatus(status).reason)
    }
  }
}

extension FalErrors {
  private func describe(_ violation: InputViolation) -> JSON {
    let place =
      [JSON.string("body")] + violation.path.map { Int($0).map(JSON.integer) ?? .string($0) }
    let wording = isModern ? PydanticWording.second : PydanticWording.first
    let (message, type, context) = wording.words(for: violation.reason)
    return entry(
      place,
      message,
      type: type,
      context: context,
      given: violation.given ?? .object([:])
    )
  }
}
