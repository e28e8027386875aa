/// A status code; the reason phrase is only what the wire said and never takes part in a comparison.
package struct HTTPStatus: Sendable, Hashable, ExpressibleByIntegerLiteral {
  package let code: Int
  package let reason: String

  /// Takes the customary phrase unless another is given.
  package init(_ code: Int, reason: String? = nil) {
    self.code = code
    self.reason = reason ?? HTTPStatus.phrases[code] ?? ""
  }

  package init(integerLiteral value: Int) { self.init(value) }

  package var isSuccess: Bool { 200...299 ~= code }

  package static func == (first: Self, second: Self) -> Bool { first.code == second.code }
  package func hash(into hasher: inout Hasher) { hasher.combine(code) }

  private static let phrases: [Int: String] = [
    100: "Continue", 101: "Switching Protocols",
    200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content",
    301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden",
    404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict",
    410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Content Too Large",
    414: "URI Too Long", 415: "Unsupported Media Type", 416: "Range Not Satisfiable",
    417: "Expectation Failed", 422: "Unprocessable Content", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 499: "Client Closed Request",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    599: "No Recorded Answer",
  ]
}
