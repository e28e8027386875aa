import CanonicalJSON
import HTTPMessages

/// Fireworks' refusals in its error object.
enum FireworksErrors {
  static func response(_ refusal: StubRefusal, id: String) -> HTTPResponse {
    if case .named(let name) = refusal { return named(name, id: id) }
    var (status, code, message) = words(for: refusal)
    if case .forced(let forced, _) = refusal { status = forced }
    let body: JSON = [
      "error": [
        "message": .string(message), "param": .null, "code": .string(code), "type": "error",
      ],
      "request_id": .string(id),
    ]
    var response = FireworksStub.json(status, body)
    if case .forced(_, let seconds?) = refusal { response.fields[.retryAfter] = "\(seconds)" }
    return response
  }

  private static func named(_ name: String, id: String) -> HTTPResponse {
    switch NamedError.find(name, among: NamedError.fireworks) {
    case .success(let error): FireworksStub.json(error.status, error.body)
    case .failure(let unknown): response(.badDirective(unknown.description), id: id)
    }
  }

  private static func words(for refusal: StubRefusal) -> (Int, String, String) {
    switch refusal {
    case .unauthenticated: (401, "UNAUTHORIZED", "The API key you provided is invalid.")
    case .unknownPath, .unknownWork: (404, "NOT_FOUND", "Path not found")
    case .unknownModel:
      (404, "NOT_FOUND", "Model not found, inaccessible, and/or not deployed")
    case .wrongMethod: (405, "METHOD_NOT_ALLOWED", "Method not allowed")
    case .malformedBody(let reason): (400, "INVALID_ARGUMENT", "Invalid request body: \(reason)")
    case .invalidInput(let violations):
      (400, "INVALID_ARGUMENT", violations.map(describe).joined(separator: "; "))
    case .badPicture(let field, _): (400, "INVALID_ARGUMENT", "\(field): not a readable image")
    case .moderated: (400, "INVALID_ARGUMENT", "Request Moderated")
    case .failed: (500, "INTERNAL", "Error")
    case .named(let name): (400, "INVALID_ARGUMENT", name)
    case .forced(412, _):
      (
        412, "PRECONDITION_FAILED",
        "Account example is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices. Please go to https://fireworks.ai/account/billing for more information."
      )
    case .forced(let status, _): (status, "ERROR", HTTPStatus(status).reason)
    case .badDirective(let message): (400, "INVALID_ARGUMENT", message)
    }
  }

  private static func describe(_ violation: InputViolation) -> String {
    let (message, _, _) = PydanticWording.second.words(for: violation.reason)
    return "\(violation.field): \(message)"
  }
}
