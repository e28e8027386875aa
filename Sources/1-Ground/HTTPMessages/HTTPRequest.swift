/// A request, on its way in or out.
package struct HTTPRequest: Sendable {
  package var method: HTTPMethod
  /// `http` or `https`: what a client dials, what a server was reached by.
  package var scheme: String
  /// Host and port as the Host field has them: `127.0.0.1:4020`.
  package var authority: String
  /// Path and query as they stand in the request line.
  package var target: HTTPTarget
  package var fields: HTTPFields
  package var body: HTTPBody

  package init(
    _ method: HTTPMethod,
    scheme: String = "http",
    authority: String = "localhost",
    target: HTTPTarget,
    fields: HTTPFields = [:],
    body: HTTPBody = .empty
  ) {
    self.method = method
    self.scheme = scheme
    self.authority = authority
    self.target = target
    self.fields = fields
    self.body = body
  }

  /// Nil where `url` is no absolute http or https URL.
  package init?(
    _ method: HTTPMethod,
    url: String,
    fields: HTTPFields = [:],
    body: HTTPBody = .empty
  ) {
    guard let url = HTTPURL(url) else { return nil }
    self.init(
      method,
      scheme: url.scheme,
      authority: url.authority,
      target: url.target,
      fields: fields,
      body: body
    )
  }

  /// The request as it was written down, whatever its URL is.
  package init(
    _ method: HTTPMethod,
    written url: String,
    fields: HTTPFields = [:],
    body: HTTPBody = .empty
  ) {
    self.init(method, target: "", fields: fields, body: body)
    self.url = url
  }

  /// `scheme://authority`, for URLs in answers that lead back to the server that was asked.
  package var origin: String { "\(scheme)://\(authority)" }

  /// All of it; what is no http or https URL stands in the target alone.
  package var url: String {
    get { scheme.isEmpty ? target.text : origin + target.text }
    set {
      let url = HTTPURL(newValue)
      scheme = url?.scheme ?? ""
      authority = url?.authority ?? ""
      target = url?.target ?? HTTPTarget(newValue)
    }
  }
}
