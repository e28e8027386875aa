package import HTTPMessages

/// A request that reached an upstream, with what it was answered.
package struct Exchange: Sendable {
  /// Its place among all requests, from 1, in order of arrival.
  package var number: Int
  /// As it came; the body is bytes.
  package var request: HTTPRequest
  package var requestBody: [UInt8]
  /// Nil while the answer is awaited, and where none could be given.
  package var response: HTTPResponse?
  /// What of the answer's body has been sent.
  package var responseBody: [UInt8]
  /// When the request had come in whole, from the journal's beginning.
  package var start: Duration
  /// When the answer had been handed out whole, or had failed; nil until then.
  package var end: Duration?
  /// What went wrong instead of a whole answer.
  package var failure: String?
  /// The case it belongs to; nil for a stray.
  package var token: CaseToken?
  /// Whether the upstream sent it of its own accord: a webhook.
  package var isOutgoing = false

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
    self.requestBody = requestBody
    self.response = response
    self.responseBody = responseBody
    self.start = start
    self.end = end
    self.token = token
  }

  /// Whether this one was still open when `other` began, or the other way round.
  package func overlaps(_ other: Exchange) -> Bool {
    let (first, second) = start <= other.start ? (self, other) : (other, self)
    guard let end = first.end else { return true }
    return second.start < end
  }
}
