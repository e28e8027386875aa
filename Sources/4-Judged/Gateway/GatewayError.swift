import CanonicalJSON
import HTTPMessages

/// An error of the gateway's table, as the client gets it.
struct GatewayError: Error, Equatable {
  enum Code: String, CaseIterable {
    case authenticationFailed = "AUTHENTICATION_FAILED"
    case insufficientBalance = "INSUFFICIENT_BALANCE"
    case invalidRequest = "INVALID_REQUEST"
    case contentPolicyViolation = "CONTENT_POLICY_VIOLATION"
    case modelNotFound = "MODEL_NOT_FOUND"
    case modelDisabled = "MODEL_DISABLED"
    case rateLimited = "RATE_LIMITED"
    case allProvidersExhausted = "ALL_PROVIDERS_EXHAUSTED"
    case upstreamError = "UPSTREAM_ERROR"
    case internalError = "INTERNAL_ERROR"

    /// The status of the table; an upstream's own where that is passed on.
    var status: Int {
      switch self {
      case .authenticationFailed: 401
      case .insufficientBalance: 402
      case .invalidRequest, .contentPolicyViolation: 400
      case .modelNotFound, .modelDisabled: 404
      case .rateLimited: 429
      case .allProvidersExhausted, .upstreamError: 502
      case .internalError: 500
      }
    }
  }

  var code: Code
  var message: String
  var status: Int
  var parameter: String?
  /// Seconds.
  var retryAfter: Int?
  /// Methods that the path knows, for a 405.
  var allowed: String?

  init(
    _ code: Code,
    _ message: String,
    status: Int? = nil,
    parameter: String? = nil,
    retryAfter: Int? = nil,
    allowed: String? = nil
  ) {
    self.code = code
    self.message = message
    self.status = status ?? code.status
    self.parameter = parameter
    self.retryAfter = retryAfter
    self.allowed = allowed
  }

  static func invalid(_ message: String, _ parameter: String? = nil, status: Int = 400) -> Self {
    GatewayError(.invalidRequest, message, status: status, parameter: parameter)
  }

  /// OpenAI's word for the kind of error, by status.
  private var type: String {
    switch status {
    case 401: "authentication_error"
    case 402: "insufficient_quota"
    case 429: "rate_limit_error"
    case 400, 404: "invalid_request_error"
    default: "api_error"
    }
  }

  var response: HTTPResponse {
    let body: JSON = [
      "error": [
        "message": .string(message), "type": .string(type),
        "param": parameter.map { .string($0) } ?? .null, "code": .string(code.rawValue),
      ]
    ]
    var fields: HTTPFields = [.contentType: "application/json"]
    if let retryAfter { fields[.retryAfter] = "\(retryAfter)" }
    if let allowed { fields["Allow"] = allowed }
    if status == 401 { fields["WWW-Authenticate"] = "Bearer" }
    return HTTPResponse(HTTPStatus(status), fields: fields, body: .bytes(body.bytes()))
  }
}
