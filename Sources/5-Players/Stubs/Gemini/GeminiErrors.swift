import CanonicalJSON
import HTTPMessages

/// Google's refusals: a code, a message, a status in capitals, and perhaps details.
enum GeminiErrors {
  private struct Words {
    var code = 400
    var status = "INVALID_ARGUMENT"
    var message: String
    var details: [JSON] = []
  }

  static func response(_ refusal: StubRefusal) -> HTTPResponse {
    let words = words(for: refusal)
    var error: JSONObject = [
      "code": .integer(words.code), "message": .string(words.message),
      "status": .string(words.status),
    ]
    if !words.details.isEmpty { error["details"] = .array(words.details) }
    return json(words.code, ["error": .object(error)])
  }

  private static func words(for refusal: StubRefusal) -> Words {
    switch refusal {
    case .unauthenticated(.missing):
      Words(
        code: 403,
        status: "PERMISSION_DENIED",
        message:
          "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."
      )
    case .unauthenticated(.malformed): badKey
    case .unknownModel(let model):
      Words(
        code: 404,
        status: "NOT_FOUND",
        message:
          "models/\(model) is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods."
      )
    case .unknownPath, .unknownWork, .wrongMethod:
      Words(code: 404, status: "NOT_FOUND", message: "Requested entity was not found.")
    case .malformedBody(let why): Words(message: why)
    case .invalidInput(let violations): violations.first.map(words) ?? Words(message: "invalid")
    case .badPicture: Words(message: "Unable to process input image.")
    case .moderated:
      Words(
        message:
          "Image generation failed with the following error: The prompt could not be submitted. Your current safety filter threshold prohibited one or more words in this prompt. Support codes: 1"
      )
    case .failed: forced(500, nil)
    case .named("candidates"):
      Words(message: "Multiple candidates is not enabled for this model")
    case .named(let name), .badDirective(let name): Words(message: name)
    case .forced(let status, let seconds): forced(status, seconds)
    }
  }

  private static func words(for violation: InputViolation) -> Words {
    switch violation.reason {
    case .unknown:
      let name = violation.field
      let text = "Invalid JSON payload received. Unknown name \"\(name)\": Cannot find field."
      return Words(
        message: text,
        details: [
          [
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            "fieldViolations": [["description": .string(text)]],
          ]
        ]
      )
    case .notAmong(let values) where violation.field == "aspectRatio":
      let words = values.map { "'\($0.stringValue ?? "")'" }
      return Words(
        message:
          "* GenerateContentRequest.generation_config.image_config.aspect_ratio: aspect_ratio must be one of \(words.dropLast().joined(separator: ", ")), or \(words.last ?? "").\n"
      )
    default:
      let (text, _, _) = PydanticWording.second.words(for: violation.reason)
      return Words(message: "Invalid value at '\(violation.field)': \(text)")
    }
  }

  private static let badKey = Words(
    message: "API key not valid. Please pass a valid API key.",
    details: [
      [
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID",
        "domain": "googleapis.com",
        "metadata": ["service": "generativelanguage.googleapis.com"],
      ]
    ]
  )

  /// When to come again stands in the details, and in no field.
  private static func forced(_ status: Int, _ seconds: Int?) -> Words {
    switch status {
    case 401:
      Words(
        code: 401,
        status: "UNAUTHENTICATED",
        message: "Request had invalid authentication credentials."
      )
    case 403:
      Words(
        code: 403,
        status: "PERMISSION_DENIED",
        message: "The caller does not have permission"
      )
    case 429:
      Words(
        code: 429,
        status: "RESOURCE_EXHAUSTED",
        message:
          "You exceeded your current quota, please check your plan and billing details.",
        details: seconds.map {
          [
            [
              "@type": "type.googleapis.com/google.rpc.RetryInfo",
              "retryDelay": .string("\($0)s"),
            ]
          ]
        } ?? []
      )
    case 503:
      Words(
        code: 503,
        status: "UNAVAILABLE",
        message: "The model is overloaded. Please try again later."
      )
    case 500...:
      Words(code: status, status: "INTERNAL", message: "Internal error encountered.")
    default: Words(code: status, message: HTTPStatus(status).reason)
    }
  }

  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json; charset=UTF-8"],
      body: .bytes(body.bytes(.pretty))
    )
  }
}
