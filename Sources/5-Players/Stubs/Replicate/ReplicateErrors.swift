import CanonicalJSON
import Catalog
import HTTPMessages

/// Replicate's refusals as problem details.
enum ReplicateErrors {
  static func response(_ refusal: StubRefusal) -> HTTPResponse {
    switch refusal {
    case .unauthenticated(.missing):
      problem(401, "Unauthenticated", detail: "You did not pass an authentication token")
    case .unauthenticated(.malformed):
      problem(401, "Unauthenticated", detail: "You did not pass a valid authentication token")
    case .unknownPath, .unknownModel, .unknownWork:
      problem(404, nil, detail: "The requested resource could not be found.")
    case .wrongMethod: problem(405, nil, detail: "Method not allowed.")
    case .malformedBody(let reason): problem(400, "Invalid JSON", detail: reason)
    case .invalidInput(let violations): invalid(violations.map(entry))
    case .badPicture(let field, _):
      invalid([("format", "input.\(field)", "Does not match format 'uri'")])
    case .failed: problem(500, nil, detail: "Prediction failed.")
    case .named(let name): named(name)
    case .moderated: problem(422, nil, detail: "The input was flagged as sensitive. (E005)")
    case .forced(let status, let retryAfter): forced(status, retryAfter)
    case .badDirective(let message): problem(400, "Fault directive", detail: message)
    }
  }

  private static func named(_ name: String) -> HTTPResponse {
    switch NamedError.find(name, among: NamedError.replicate) {
    case .success(let error): answer(error.status, error.body.objectValue ?? [:])
    case .failure(let unknown): problem(400, "Fault directive", detail: unknown.description)
    }
  }

  static func additionalProperty(_ name: String) -> HTTPResponse {
    let description = "Additional property \(name) is not allowed"
    return invalid([("additional_property_not_allowed", "", description)])
  }

  private typealias Entry = (type: String, field: String, description: String)

  private static func invalid(_ entries: [Entry]) -> HTTPResponse {
    let detail = entries.map { "- \($0.field): \($0.description)\n" }.joined()
    let fields = entries.map { entry -> JSON in
      [
        "type": .string(entry.type), "field": .string(entry.field),
        "description": .string(entry.description),
      ]
    }
    return answer(
      422,
      [
        "detail": .string(detail), "status": 422, "title": "Input validation failed",
        "invalid_fields": .array(fields),
      ]
    )
  }

  /// The members that stand beside the input, not in it.
  private static let topLevel = ["input", "version", "webhook", "webhook_events_filter"]

  private static func entry(_ violation: InputViolation) -> Entry {
    let isTopLevel = topLevel.contains(violation.path.first ?? "")
    let field = isTopLevel ? violation.field : "input.\(violation.field)"
    switch violation.reason {
    case .missing:
      return ("required", isTopLevel ? "" : "input", "\(violation.field) is required")
    case .unknown:
      let text = "Additional property \(violation.field) is not allowed"
      return ("additional_property_not_allowed", "", text)
    case .empty: return ("string_gte", field, "String length must be greater than or equal to 1")
    case .wrongType(let kind):
      let given = violation.given.map(given) ?? "null"
      return ("invalid_type", field, "Invalid type. Expected: \(name(of: kind)), given: \(given)")
    case .notAmong(let values):
      let list = values.map { $0.text() }.joined(separator: ", ")
      let name = violation.path.last ?? ""
      return ("enum", field, "\(name) must be one of the following: \(list)")
    case .below(let minimum):
      return ("number_gte", field, "Must be greater than or equal to \(text(minimum))")
    case .above(let maximum):
      return ("number_lte", field, "Must be less than or equal to \(text(maximum))")
    case .notMultiple(let step): return ("multiple_of", field, "Must be a multiple of \(step)")
    case .tooManyPixels(let most):
      return ("number_lte", field, "Must make at most \(most) pixels together with the other side")
    case .tooMany(let most):
      return ("array_max_items", field, "Array must have at most \(most) items")
    case .notURI: return ("format", field, "Does not match format 'uri'")
    }
  }

  private static func text(_ value: Double) -> String { JSONNumber(value).text }

  private static func given(_ value: JSON) -> String {
    if value.intValue != nil { return "integer" }
    return value.kind
  }

  private static func name(of kind: ProviderField.Kind) -> String {
    switch kind {
    case .string, .uri: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .uris: "array"
    case .imageSize: "object"
    }
  }

  private static func forced(_ status: Int, _ retryAfter: Int?) -> HTTPResponse {
    var response =
      switch status {
      case 401: response(.unauthenticated(.malformed))
      case 402: named("insufficient_credit")
      case 429:
        problem(
          429,
          nil,
          detail: "Request was throttled. Your rate limit resets in ~\(retryAfter ?? 30)s."
        )
      default: problem(status, HTTPStatus(status).reason, detail: HTTPStatus(status).reason)
      }
    if let retryAfter { response.fields[.retryAfter] = "\(retryAfter)" }
    return response
  }

  private static func problem(_ status: Int, _ title: String?, detail: String) -> HTTPResponse {
    var body: JSONObject = title.map { ["title": .string($0)] } ?? [:]
    body["detail"] = .string(detail)
    body["status"] = .integer(status)
    return answer(status, body)
  }

  private static func answer(_ status: Int, _ body: JSONObject) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/problem+json"],
      body: .bytes(JSON.object(body).bytes())
    )
  }
}
