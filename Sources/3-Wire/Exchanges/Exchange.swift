package import HTTPMessages

/// A request on its way, with its answer, as far as both have come.
package struct Exchange: Sendable {
  /// Its place among the exchanges that are kept together, from 1, in order of arrival.
  package var number: Int
  /// As it came; the body is what was kept of it.
  package var request: HTTPRequest
  /// Nil while the answer is awaited, and where none could be given; the body is what was kept of it.
  package var response: HTTPResponse?
  /// The lengths of bodies that were too long to keep; nil where nothing was left out.
  package var omittedRequest: Int?
  package var omittedResponse: Int?
  /// When the request came, from a beginning that is common to the exchanges that are kept together.
  package var start: Duration
  /// When the answer was over; nil until then.
  package var end: Duration?
  /// How it ended; nil until then.
  package var ending: Ending?
  /// The failure that came instead of a whole answer.
  package var failure: String?
  /// The case it belongs to; nil for a stray.
  package var token: CaseToken?
  /// Whether the upstream sent it of its own accord: a webhook.
  package var isOutgoing = false

  /// How an exchange ended.
  package enum Ending: Sendable {
    /// The answer was given to its last byte.
    case whole
    /// There was no answer, or it broke off.
    case cut
    /// The client did not wait for the answer, or for the rest of it.
    case cancelled
  }

  /// An exchange whose answer is awaited; of a body that comes in parts nothing is there yet.
  package init(_ request: HTTPRequest, start: Duration = .zero) {
    self.init(request: request, requestBody: request.body.atHand, response: nil, start: start)
  }

  package init(
    number: Int = 1,
    request: HTTPRequest,
    requestBody: [UInt8],
    response: HTTPResponse?,
    responseBody: [UInt8] = [],
    start: Duration = .zero,
    end: Duration? = nil,
    token: CaseToken? = nil
  ) {
    self.number = number
    self.request = request
    self.response = response
    self.start = start
    self.end = end
    self.token = token
    self.requestBody = requestBody
    self.responseBody = responseBody
  }
}

extension Exchange {
  /// The bytes that were kept of the request's body.
  package var requestBody: [UInt8] {
    get { request.body.atHand }
    set { request.body = .bytes(newValue) }
  }

  /// The bytes that were kept of the answer's body.
  package var responseBody: [UInt8] {
    get { response?.body.atHand ?? [] }
    set { response?.body = .bytes(newValue) }
  }

  /// The answer's fields; none before it has come.
  package var responseFields: HTTPFields {
    get { response?.fields ?? [:] }
    set { response?.fields = newValue }
  }

  /// The answer's status; nil before it has come.
  package var status: Int? { response?.status.code }

  /// From the request to the end of the answer.
  package var duration: Duration? { end.map { $0 - start } }

  /// Whether this one was still open when `other` began, or the other way round.
  package func overlaps(_ other: Exchange) -> Bool {
    let (first, second) = start <= other.start ? (self, other) : (other, self)
    guard let end = first.end else { return true }
    return second.start < end
  }

  /// Takes the end of the answer; without an error it is whole.
  package mutating func close(at end: Duration, _ error: (any Error)? = nil) {
    self.end = end
    failure = error.map { "\($0)" }
    let isCancelled = error is CancellationError || error is AnswerDropped
    ending = error == nil ? .whole : isCancelled ? .cancelled : .cut
  }

  /// Keeps of a body that is longer than `limit` only how long it was.
  package mutating func omitBodies(over limit: Int) {
    if requestBody.count > limit { (omittedRequest, requestBody) = (requestBody.count, []) }
    if responseBody.count > limit { (omittedResponse, responseBody) = (responseBody.count, []) }
  }
}

/// The reader of an answer has let go of it.
struct AnswerDropped: Error, CustomStringConvertible {
  var description: String { "nobody took the answer to its end" }
}
