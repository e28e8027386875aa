import Bytes
import CanonicalJSON
import Catalog
import HTTPMessages

/// What any stub may refuse, in OpenAI's bodies and words.
struct OpenAIErrors {
  let id: String

  func response(_ refusal: StubRefusal) -> HTTPResponse {
    switch refusal {
    case .named(let name):
      switch NamedError.find(name, among: NamedError.openAI) {
      case .success(let error): OpenAIErrors.json(error.status, error.body)
      case .failure(let unknown): response(OpenAIRefusal(message: unknown.description))
      }
    case .unknownPath(let path) where path.hasSuffix("/images/variations"):
      // Since the models that it was for are gone.
      HTTPResponse(404)
    default: response(words(for: refusal))
    }
  }

  func response(_ refusal: OpenAIRefusal) -> HTTPResponse {
    var response = OpenAIErrors.json(refusal.status, refusal.body)
    if let seconds = refusal.retryAfter { response.fields[.retryAfter] = "\(seconds)" }
    if refusal.status == 401 {
      response.fields["www-authenticate"] = "Bearer realm=\"OpenAI API\""
    }
    return response
  }

  private func words(for refusal: StubRefusal) -> OpenAIRefusal {
    switch refusal {
    case .unauthenticated(.missing):
      OpenAIRefusal(status: 401, message: "Missing bearer authentication in header")
    case .unauthenticated(.malformed): OpenAIErrors.badKey
    case .unknownPath(let path):
      OpenAIRefusal(status: 404, message: "Invalid URL (\(path))")
    case .unknownModel(let model): .unknownModel(model)
    case .unknownWork: OpenAIRefusal(status: 404, message: "Not found")
    case .wrongMethod: OpenAIRefusal(status: 405, message: "Not allowed to use this method.")
    case .malformedBody(let why):
      OpenAIRefusal(message: "We could not parse the JSON body of your request. (\(why))")
    case .invalidInput(let violations):
      violations.first.map(words) ?? OpenAIRefusal(message: "Invalid request.")
    case .badPicture(_, .unreachable):
      OpenAIRefusal(
        parameter: "url",
        code: "invalid_value",
        message: "Error while downloading file. Upstream status code: 404."
      )
    case .badPicture:
      OpenAIRefusal(
        kind: .user,
        code: "invalid_image_file",
        message: "Invalid image file or mode for image 1, please check your image file."
      )
    case .moderated: .moderated("input", id)
    case .failed: OpenAIErrors.failed(500)
    case .forced(let status, let seconds): OpenAIErrors.forced(status, seconds)
    case .badDirective(let why), .named(let why): OpenAIRefusal(message: why)
    }
  }

  private func words(for violation: InputViolation) -> OpenAIRefusal {
    let name = violation.path.dropFirst().reduce(violation.path.first ?? "") { "\($0)[\($1)]" }
    let given = violation.given ?? .null
    switch violation.reason {
    case .missing: return .missing(name == "image[]" ? "image" : name)
    case .unknown: return .unknown(name)
    case .empty:
      return OpenAIRefusal(
        parameter: name,
        code: "empty_string",
        message:
          "Invalid '\(name)': empty string. Expected a string with minimum length 1, but got an empty string instead."
      )
    case .wrongType(let kind): return .wrongType(name, OpenAIErrors.name(of: kind), given: given)
    case .notAmong(let values):
      let words = values.map { "'\($0.stringValue ?? $0.text())'" }
      return OpenAIRefusal(
        parameter: name,
        code: "invalid_value",
        message:
          "Invalid value: '\(given.stringValue ?? given.text())'. Supported values are: \(words.dropLast().joined(separator: ", ")), and \(words.last ?? "")."
      )
    case .below(let minimum):
      return OpenAIErrors.range(name, "below minimum", bound: ">= \(Int(minimum))", given: given)
    case .above(let maximum):
      return OpenAIErrors.range(name, "above maximum", bound: "<= \(Int(maximum))", given: given)
    case .notMultiple, .tooManyPixels:
      return OpenAIRefusal(
        kind: .user,
        parameter: name,
        code: "invalid_value",
        message: "Invalid size '\(given.stringValue ?? "")'."
      )
    case .tooMany(let most):
      return OpenAIRefusal(
        parameter: name,
        code: "array_above_max_length",
        message: "Invalid '\(name)': array too long. Expected an array with maximum length \(most)."
      )
    case .notURI:
      return OpenAIRefusal(
        kind: .user,
        parameter: name,
        code: "invalid_image_file",
        message: "Invalid image data."
      )
    }
  }

  private static func range(
    _ name: String,
    _ what: String,
    bound: String,
    given: JSON
  ) -> OpenAIRefusal {
    OpenAIRefusal(
      parameter: name,
      code:
        "integer_\(what.replacing(" minimum", with: "_min").replacing(" maximum", with: "_max"))_value",
      message:
        "Invalid '\(name)': integer \(what) value. Expected a value \(bound), but got \(given.text()) instead."
    )
  }

  private static func name(of kind: ProviderField.Kind) -> String {
    switch kind {
    case .string, .uri: "a string"
    case .integer: "an integer"
    case .number: "a decimal"
    case .boolean: "a boolean"
    case .uris: "an array"
    case .imageSize: "an object"
    }
  }

  private static let badKey = OpenAIRefusal(
    status: 401,
    code: "invalid_api_key",
    message:
      "Incorrect API key provided: sk-***. You can find your API key at https://platform.openai.com/account/api-keys."
  )

  private static func failed(_ status: Int) -> OpenAIRefusal {
    OpenAIRefusal(
      status: status,
      kind: .server,
      message: "The server had an error while processing your request. Sorry about that!"
    )
  }

  private static func forced(_ status: Int, _ seconds: Int?) -> OpenAIRefusal {
    var refusal: OpenAIRefusal =
      switch status {
      case 401: badKey
      case 403:
        OpenAIRefusal(
          message: "Your organization must be verified to use the model `gpt-image-1.5`."
        )
      case 429:
        OpenAIRefusal(
          kind: .inputImages,
          code: "rate_limit_exceeded",
          message:
            "Rate limit reached for gpt-image-1.5 (for limit gpt-image) in organization org-touchstone on input-images per min: Limit 5, Used 5, Requested 1. Please try again in \(seconds ?? 12)s."
        )
      case 500...: failed(status)
      default: OpenAIRefusal(message: HTTPStatus(status).reason)
      }
    refusal.status = status
    refusal.retryAfter = seconds
    return refusal
  }

  static func json(_ status: Int, _ body: JSON) -> HTTPResponse {
    HTTPResponse(
      HTTPStatus(status),
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes(.pretty))
    )
  }
}

extension NamedError {
  /// OpenAI's errors beyond those that a request earns by itself.
  static let openAI: [NamedError] = [
    named(
      "billing_hard_limit_reached",
      OpenAIRefusal(
        code: "billing_hard_limit_reached",
        message: "Billing hard limit has been reached"
      )
    ),
    named(
      "insufficient_quota",
      OpenAIRefusal(
        status: 429,
        code: "insufficient_quota",
        message: "You exceeded your current quota, please check your plan and billing details."
      )
    ),
  ]

  private static func named(_ name: String, _ refusal: OpenAIRefusal) -> NamedError {
    NamedError(name: name, status: refusal.status, body: refusal.body)
  }
}
