package import HTTPMessages

/// How an upstream call is known to belong to a case.
package enum Correlation: Sendable, Hashable {
  /// The prompt, or any other text of the body, carries the token.
  case prompt
  /// A header field that the gateway passes on carries it.
  case header(HTTPFieldName)
  /// The trace id of a W3C trace context carries it.
  case traceparent
  /// Cases run one at a time, and every call belongs to the one that is open.
  case serial

  /// The token that the request itself carries.
  func token(of request: HTTPRequest, body: [UInt8]) -> CaseToken? {
    switch self {
    case .prompt: CaseToken(in: body)
    case .header(let name): request.fields[name].flatMap(CaseToken.init(field:))
    case .traceparent: request.fields["traceparent"].flatMap(CaseToken.init(traceparent:))
    case .serial: nil
    }
  }
}
