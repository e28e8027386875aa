import Contract
import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Images

/// The evidence of one ask: the answer, and the gateway's calls to the providers for it.
///
/// A plan's evidence has neither bytes nor exchanges: nobody was asked.
struct Evidence: Sendable {
  let status: Int
  var fields: HTTPFields = [:]
  var body: [UInt8] = []
  /// Nil where the answer is no JSON.
  let answer: JSON?
  /// The gateway's calls to the providers, in order.
  private(set) var calls: [UpstreamCall]
  /// Every request that reached the providers for it: calls, polls, uploads, downloads.
  private(set) var exchanges: [Exchange] = []
  /// The message that was sent, as it was sent.
  var sent = Ask.Message()
  var token = CaseToken(number: 0)
  /// The witness that saw it over the wire; nil where it is a plan's.
  var witness: WireWitness?
  /// The answer of `explain`, where it is a plan's.
  var plan: JSON?

  /// The evidence without what the first exchanges show, which an earlier ask has made.
  func without(first count: Int) -> Evidence {
    var rest = self
    let earlier = Set(exchanges.prefix(count).map(\.number))
    rest.exchanges = Array(exchanges.dropFirst(count))
    rest.calls = calls.filter { call in call.exchange.map { !earlier.contains($0.number) } ?? true }
    return rest
  }

  /// The pictures of the answer, each a URL or base64 text.
  var items: [JSON] { answer?["data"]?.arrayValue ?? [] }

  /// Where a mismatch of the answer belongs.
  private var side: Finding.Side { plan == nil ? .response : .plan }

  /// A mismatch where the gateway did not serve the request.
  var refusal: [Mismatch] {
    guard status != 200 else { return [] }
    return [
      Mismatch(
        side: side,
        pointer: JSONPointer(["status"]),
        actual: .integer(status),
        expected: 200,
        why: answer?["error"]?["message"]?.stringValue
      )
    ]
  }

  /// Mismatches where the gateway did not refuse a request that no gateway may serve.
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
  func errs(_ code: String) -> [Mismatch] { errs(anyOf: [code]) }

  /// A mismatch where the error has none of these codes.
  func errs(anyOf codes: [String]) -> [Mismatch] {
    let code = answer?["error"]?["code"]
    guard !codes.contains(code?.stringValue ?? "") else { return [] }
    return compares(code, with: .string(codes[0]), at: "error", "code")
  }

  /// The judgement of a refusal's shape; skipped where the request was served after all.
  var shapeOfError: Judgement {
    guard status < 400, answer?["error"] == nil else { return Judgement(.errorShape, errorShape) }
    return Judgement(.errorShape, .skipped(why: "it was served, so that there is no error"))
  }

  /// Mismatches where a refusal is not `{error: {message, type, code}}`.
  var errorShape: [Mismatch] {
    let error = answer?["error"]
    let wrong = ["message", "type", "code"].filter { error?[$0]?.stringValue?.isEmpty != false }
    guard let first = wrong.first else { return [] }
    guard error?.objectValue != nil, wrong.count == 1 else {
      return compares(error, with: "{message, type, code}, each a text", at: "error")
    }
    return compares(error?[first], with: "a text", at: "error", first)
  }

  /// A mismatch where a value of the answer is not what it must be.
  func compares(_ actual: JSON?, with expected: JSON, at pointer: String...) -> [Mismatch] {
    guard !(actual ?? .null).isSameValue(as: expected) else { return [] }
    return [
      Mismatch(
        side: side,
        pointer: JSONPointer(pointer),
        actual: actual,
        expected: expected
      )
    ]
  }
}

extension WireWitness {
  /// Sends what is asked for a case, and gathers what both sides saw.
  func testimony(
    to ask: Ask,
    for token: CaseToken,
    within patience: Duration? = nil
  ) async throws -> Evidence {
    let message = ask.message(for: token)
    for picture in message.pictures + [message.mask].compactMap(\.self) {
      journal.expectUpload(of: picture.bytes, for: token)
    }
    let start = clock.now
    let (response, body) = try await send(
      ask.method,
      ask.path,
      fields: message.fields.carrying(token, by: journal.correlation),
      body: message.body,
      scheme: ask.scheme,
      within: patience
    )
    let exchanges = journal.exchanges(of: token)
    tell(of: ask, message, response, body, exchanges, start..<max(start, clock.now))
    var calls = UpstreamCall.all(exchanges, catalog)
    for index in calls.indices { await calls[index].identify(message, by: self) }
    let seen = Evidence(
      status: response.status.code,
      fields: response.fields,
      body: body,
      answer: try? JSON(parsing: body),
      calls: calls,
      exchanges: exchanges,
      sent: message,
      token: token,
      witness: self
    )
    journal.bookkeeper.noteClient(
      asked: ask.wantedCount,
      delivered: seen.deliveredCount,
      for: token
    )
    await log?.note(seen)
    return seen
  }
}

extension WireWitness {
  /// Tells the run's trace what was asked, what came back, and what happened in between.
  private func tell(
    of ask: Ask,
    _ message: Ask.Message,
    _ response: HTTPResponse,
    _ body: [UInt8],
    _ upstream: [Exchange],
    _ time: Range<ContinuousClock.Instant>
  ) {
    guard trace != nil || traces != nil else { return }
    let url = ask.path.hasPrefix("http") ? ask.path : base + ask.path
    guard var sent = HTTPRequest(ask.method, url: url, fields: message.fields) else { return }
    if let scheme = ask.scheme { sent.fields[.authorization] = "\(scheme) \(key)" }
    let client = Exchange(
      request: sent,
      requestBody: message.body,
      response: response,
      responseBody: body,
      start: (beginning ?? time.lowerBound).duration(to: time.lowerBound),
      end: (beginning ?? time.lowerBound).duration(to: time.upperBound)
    )
    let told = Trace(caseID: Case.current, client: client, upstream: upstream)
    trace?(told)
    traces?.note(told)
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
