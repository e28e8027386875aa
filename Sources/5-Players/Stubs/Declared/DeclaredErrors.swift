import CanonicalJSON
import Catalog
import HTTPMessages

/// A declared upstream's refusals, in the bodies that its file gives them.
struct DeclaredErrors {
  let data: Provider

  func response(_ refusal: StubRefusal) -> HTTPResponse {
    let (occasion, words) = occasion(of: refusal)
    let answer = data.speech.answer(occasion)
    var body = answer.filled(words)
    if let pointer = data.pointers[.error]?.first, body[pointer] == nil {
      body = body.placing(words["message"] ?? "refused", at: pointer)
    }
    guard case .forced(let status, let seconds) = refusal else {
      return DeclaredErrors.json(answer.status, body)
    }
    var response = DeclaredErrors.json(status, body)
    if let seconds { response.fields[.retryAfter] = "\(seconds)" }
    return response
  }

  /// The answer that the file itself gives; nil where it leaves it to who asks.
  func stated(_ refusal: StubRefusal) -> HTTPResponse? {
    data.speech.says(occasion(of: refusal).occasion) ? response(refusal) : nil
  }

  private func occasion(
    of refusal: StubRefusal
  ) -> (occasion: ProviderSpeech.Occasion, words: [String: JSON]) {
    switch refusal {
    case .unauthenticated: (.unauthenticated, message("the key is missing or malformed"))
    case .unknownPath(let path): (.missing, message("there is nothing at \(path)"))
    case .unknownModel(let model):
      (.unknownModel, message("there is no model \(model)", model: model))
    case .unknownWork: (.missing, message("there is no such work"))
    case .wrongMethod: (.error, message("method not allowed"))
    case .malformedBody(let why): (.invalid, message(why))
    case .invalidInput(let violations):
      (violations.first?.reason == .unknown ? .unknownField : .invalid, words(of: violations))
    case .badPicture(let field, _): (.invalid, message("not a readable image", field: field))
    case .moderated: (.moderated, message("the content was moderated"))
    case .failed: (.error, message("the work failed"))
    case .named(let name): (.error, message(name))
    case .forced(let status, _): (.error, message(HTTPStatus(status).reason))
    case .badDirective(let why): (.invalid, message(why))
    }
  }

  private func message(
    _ text: String,
    field: String = "body",
    model: String = ""
  ) -> [String: JSON] {
    [
      "message": .string(text), "field": .string(field), "type": "value_error",
      "model": .string(model),
    ]
  }

  /// The first of them, as FastAPI's second version words it.
  private func words(of violations: [InputViolation]) -> [String: JSON] {
    guard let first = violations.first else { return message("invalid") }
    let (text, type, _) = PydanticWording.second.words(for: first.reason)
    return ["message": .string(text), "field": .string(first.field), "type": .string(type)]
  }

  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}
