package import HTTPMessages

extension Gateway {
  /// The gateway's answer where it refuses with a status, in the shape and with the code of its error table.
  package static func refusal(status: Int, retryAfter: Int? = nil) -> HTTPResponse {
    let code = GatewayError.Code.allCases.first { $0.status == status } ?? .upstreamError
    let message = "asked for by a test"
    return GatewayError(code, message, status: status, retryAfter: retryAfter).response
  }

  /// The gateway's answer with a code of its error table; nil for a word that is none.
  package static func refusal(code: String) -> HTTPResponse? {
    GatewayError.Code(rawValue: code).map { GatewayError($0, "asked for by a test").response }
  }
}
