import CanonicalJSON
package import HTTPMessages

/// Hands requests on to an upstream and its answers back, both as they come.
///
/// Only what belongs to one connection is taken off; nothing is added, so that the upstream sees
/// what the client sent.
package struct ReverseProxy: HTTPHandler {
  private let upstream: HTTPURL
  private let client: any HTTPHandler

  /// The upstream's path, if it has one, goes before the request's.
  package init(to upstream: HTTPURL, through client: any HTTPHandler) {
    self.upstream = upstream
    self.client = client
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    do {
      var response = try await client.respond(to: forwarded(request))
      response.fields = endToEnd(response.fields)
      return response
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return failure(error)
    }
  }

  private func forwarded(_ request: HTTPRequest) -> HTTPRequest {
    var next = request
    (next.scheme, next.authority) = (upstream.scheme, upstream.authority)
    let base = upstream.target.text
    if base != "/" {
      next.target = HTTPTarget(HTTPURL.base(base) + request.target.text)
    }
    next.fields = endToEnd(request.fields)
    next.fields.removeAll(.host)
    // The wait for 100 was between the client and this server.
    next.fields.removeAll(.expect)
    return next
  }

  /// The fields without those of one connection, RFC 9110 section 7.6.1.
  private func endToEnd(_ fields: HTTPFields) -> HTTPFields {
    var kept = fields
    for value in fields.values(of: .connection) {
      for name in value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }) {
        kept.removeAll(HTTPFieldName(String(name)))
      }
    }
    for name in ReverseProxy.hopByHop { kept.removeAll(name) }
    return kept
  }

  private static let hopByHop: [HTTPFieldName] = [
    .connection, "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization",
    "TE", "Trailer", .transferEncoding, "Upgrade",
  ]

  private func failure(_ error: any Error) -> HTTPResponse {
    let message = "\(upstream.scheme)://\(upstream.authority) gave no answer: \(error)"
    let body: JSON = [
      "error": [
        "message": .string(message), "type": "upstream_error", "param": .null,
        "code": "bad_gateway",
      ]
    ]
    return HTTPResponse(
      502,
      fields: [.contentType: "application/json"],
      body: .bytes(body.bytes())
    )
  }
}
