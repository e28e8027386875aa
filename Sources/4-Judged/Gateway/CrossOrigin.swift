import HTTPMessages

/// The fields that let a page of another origin call the gateway, as fetch's CORS protocol wants it.
struct CrossOrigin {
  let request: HTTPRequest

  private static let readable = [
    "Retry-After", "X-Lumenfall-Model", "X-Lumenfall-Provider", "X-Lumenfall-Request-Id",
    "X-Touchstone-Contract", "x-request-id",
  ].joined(separator: ", ")

  private var origin: String? { request.fields["Origin"] }

  /// The answer to a preflight; nil where the request is none.
  var preflight: HTTPResponse? {
    guard request.method == .options, origin != nil,
      request.fields.contains("Access-Control-Request-Method")
    else { return nil }
    let asked = request.fields["Access-Control-Request-Headers"]
    var fields: HTTPFields = [
      "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
      "Access-Control-Allow-Headers": asked ?? "Authorization, Content-Type",
      "Access-Control-Max-Age": "86400",
    ]
    // Browsers ask before a page from afar may reach this machine at all.
    if request.fields["Access-Control-Request-Private-Network"] == "true" {
      fields["Access-Control-Allow-Private-Network"] = "true"
    }
    return allowing(HTTPResponse(204, fields: fields))
  }

  /// The answer with what its page may read of it; unchanged where no page asks.
  func allowing(_ response: HTTPResponse) -> HTTPResponse {
    guard let origin else { return response }
    var response = response
    response.fields["Access-Control-Allow-Origin"] = origin
    response.fields["Access-Control-Allow-Credentials"] = "true"
    response.fields["Access-Control-Expose-Headers"] = CrossOrigin.readable
    response.fields.append("Vary", "Origin")
    return response
  }
}
