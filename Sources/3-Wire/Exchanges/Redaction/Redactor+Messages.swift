package import HTTPMessages

extension Redactor {
  /// A request without secrets; what the body's bytes are is handed over beside it.
  package mutating func redacted(
    _ request: HTTPRequest,
    body: [UInt8]
  ) -> (request: HTTPRequest, body: [UInt8]) {
    var request = request
    let authority = redacted("://\(request.authority)", at: "request URL")
    request.authority = String(authority.dropFirst(3))
    request.target = HTTPTarget(redacted(request.target.text, at: "request URL"))
    request.fields = redacted(request.fields, at: "request field")
    let clean = redacted(body, type: request.fields[.contentType], at: "request body")
    request.body = .bytes(clean)
    return (request, clean)
  }

  /// A response without secrets.
  package mutating func redacted(
    _ response: HTTPResponse,
    body: [UInt8]
  ) -> (response: HTTPResponse, body: [UInt8]) {
    var response = response
    response.fields = redacted(response.fields, at: "response field")
    let reason = redacted(response.status.reason, at: "response reason")
    response.status = HTTPStatus(response.status.code, reason: reason)
    let clean = redacted(body, type: response.fields[.contentType], at: "response body")
    response.body = .bytes(clean)
    return (response, clean)
  }

  /// A whole exchange; its framing fields are left as they came.
  package mutating func redacted(_ exchange: Exchange) -> Exchange {
    var exchange = exchange
    (exchange.request, exchange.requestBody) = redacted(
      exchange.request,
      body: exchange.requestBody
    )
    if let response = exchange.response {
      (exchange.response, exchange.responseBody) = redacted(response, body: exchange.responseBody)
    }
    exchange.failure = exchange.failure.map { redacted($0, at: "failure") }
    return exchange
  }

  package mutating func redacted(_ fields: HTTPFields, at place: String) -> HTTPFields {
    HTTPFields(fields.all.map { redacted($0, at: place) })
  }

  private mutating func redacted(_ field: HTTPField, at place: String) -> HTTPField {
    path.begin("\(place) \(field.name.raw)")
    let value = Array(field.value.utf8)
    let clean: [UInt8]
    if let rule = known(field.name.raw).rule {
      clean = credential(value, rule: rule == .keyName ? .authField : rule)
    } else {
      clean = content(value, type: nil, depth: 0)
    }
    return clean == value
      ? field : HTTPField(field.name, String(decoding: clean, as: UTF8.self))
  }
}
