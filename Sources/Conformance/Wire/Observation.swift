import CanonicalJSON
import Catalog
import Exchanges
import Findings
import HTTPMessages
import Images

/// What was seen on both sides of the gateway for one request.
struct Observation: Sendable {
  let status: Int
  let fields: HTTPFields
  let body: [UInt8]
  /// Nil where the answer is no JSON.
  let answer: JSON?
  /// What the gateway asked of the providers, in order.
  let calls: [UpstreamCall]
  /// All that reached the providers for it: calls, polls, uploads, downloads.
  let exchanges: [Exchange]
  /// What was sent, as it was sent.
  let sent: ClientRequest.Message
  let token: CaseToken
  let gateway: GatewayUnderTest

  /// The pictures of the answer, each a URL or base64 text.
  var items: [JSON] { answer?["data"]?.arrayValue ?? [] }

  /// A mismatch where the gateway did not serve the request.
  var refusal: [Mismatch] {
    guard status != 200 else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["status"]),
        actual: .integer(status),
        expected: 200,
        why: answer?["error"]?["message"]?.stringValue
      )
    ]
  }

  /// A mismatch where the gateway did not refuse a request that nobody may serve.
  func admission(unless expected: Int = 400) -> [Mismatch] {
    var found = answers(expected)
    if let call = calls.first {
      found.append(
        Mismatch(side: .upstream, actual: call.input, why: "nobody may be called for it")
      )
    }
    return found
  }

  /// A mismatch where the answer has another status.
  func answers(_ expected: Int) -> [Mismatch] {
    compares(.integer(status), with: .integer(expected), at: "status")
  }

  /// A mismatch where the error has another code.
  func errs(_ code: String) -> [Mismatch] {
    compares(answer?["error"]?["code"], with: .string(code), at: "error", "code")
  }

  /// What is to be said of a refusal's shape; nothing where the request was served after all.
  var shapeOfError: Judgement {
    guard status < 400, answer?["error"] == nil else { return Judgement("error.shape", errorShape) }
    return Judgement("error.shape", .skipped(why: "it was served, so that there is no error"))
  }

  /// Mismatches where a refusal is not `{error: {message, type, code}}`.
  var errorShape: [Mismatch] {
    ["message", "type", "code"].flatMap { name -> [Mismatch] in
      guard answer?["error"]?[name]?.stringValue == nil else { return [] }
      return compares(answer?["error"]?[name], with: "a string", at: "error", name)
    }
  }

  /// A mismatch where a value of the answer is not what it must be.
  func compares(_ actual: JSON?, with expected: JSON, at pointer: String...) -> [Mismatch] {
    guard !(actual ?? .null).isSameValue(as: expected) else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(pointer),
        actual: actual,
        expected: expected
      )
    ]
  }
}

extension GatewayUnderTest {
  /// Sends a request for a case, and gathers what both sides saw.
  func ask(
    _ request: ClientRequest,
    for token: CaseToken,
    _ catalog: ModelCatalog,
    within patience: Duration? = nil
  ) async throws -> Observation {
    let message = request.message(for: token)
    for picture in message.pictures + [message.mask].compactMap(\.self) {
      journal.expectUpload(of: picture.bytes, for: token)
    }
    let (response, body) = try await send(
      request.method,
      request.path,
      fields: message.fields.carrying(token, by: journal.correlation),
      body: message.body,
      isAuthorized: request.isAuthorized,
      within: patience
    )
    let exchanges = journal.exchanges(of: token)
    tell(of: request, message, response, body, exchanges)
    var calls = UpstreamCall.all(exchanges, catalog)
    for index in calls.indices { await calls[index].identify(message, by: self) }
    let seen = Observation(
      status: response.status.code,
      fields: response.fields,
      body: body,
      answer: try? JSON(parsing: body),
      calls: calls,
      exchanges: exchanges,
      sent: message,
      token: token,
      gateway: self
    )
    await witness?.note(seen)
    return seen
  }
}

extension GatewayUnderTest {
  /// Tells whoever follows the run what was asked, what came back, and what happened in between.
  private func tell(
    of request: ClientRequest,
    _ message: ClientRequest.Message,
    _ response: HTTPResponse,
    _ body: [UInt8],
    _ upstream: [Exchange]
  ) {
    guard let trace else { return }
    let url = request.path.hasPrefix("http") ? request.path : base + request.path
    guard var sent = HTTPRequest(request.method, url: url, fields: message.fields) else { return }
    if request.isAuthorized { sent.fields[.authorization] = "Bearer \(key)" }
    let client = Exchange(
      request: sent,
      requestBody: message.body,
      response: response,
      responseBody: body
    )
    trace(Trace(caseID: Case.current, client: client, upstream: upstream))
  }
}

extension HTTPFields {
  /// The fields with the case's mark, where fields are what ties a provider's call to its case.
  fileprivate func carrying(_ token: CaseToken, by correlation: Correlation) -> HTTPFields {
    var fields = self
    switch correlation {
    case .prompt, .serial: break
    case .header(let name): fields[name] = token.id
    case .traceparent: fields["traceparent"] = token.traceparent
    }
    return fields
  }
}
