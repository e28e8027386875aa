package import HTTPMessages

/// How one provider is talked to: requests out, answers in, and no input or output of its own.
package protocol ProviderDialect: Sendable {
  /// `fal`
  var provider: String { get }

  /// The request that asks for the work.
  func submission(of call: ProviderCall) throws(ProviderFailure) -> HTTPRequest

  /// What an answer means; `ticket` is what it was asked with, nil for the submission's own.
  func step(
    after answer: ProviderAnswer,
    to ticket: ProviderTicket?,
    of call: ProviderCall
  ) throws(ProviderFailure) -> ProviderStep

  /// How long a data URI may be; beyond, a picture is uploaded first.
  var longestDataURI: Int { get }

  /// The request that hands a picture in.
  func upload(_ file: ProviderFile) throws(ProviderFailure) -> HTTPRequest

  /// The URL that the answer to an upload gives.
  func location(in answer: ProviderAnswer) throws(ProviderFailure) -> String
}

/// What to do after an answer.
package enum ProviderStep: Sendable {
  case done(ProviderOutput)
  /// The work goes on: ask again after a pause.
  case wait(ProviderTicket)
  /// The work is over: ask for its result at once.
  case collect(ProviderTicket)
}

/// Work that a provider has taken, and the requests that follow it.
package struct ProviderTicket: Sendable {
  package var id: String
  /// Asks how far it is, or for its result.
  package var next: HTTPRequest
  /// Calls it off; nil where the provider knows no such thing.
  package var cancellation: HTTPRequest?
}

extension ProviderDialect {
  /// A request with a JSON body, or none.
  func request(
    _ method: HTTPMethod,
    _ url: String,
    authorization: String,
    json: [UInt8]? = nil
  ) throws(ProviderFailure) -> HTTPRequest {
    guard var request = HTTPRequest(method, url: url) else {
      throw ProviderFailure(
        provider: provider,
        kind: .unreachable,
        message: "the configured base is no URL"
      )
    }
    request.fields[.authorization] = authorization
    request.fields[.accept] = "application/json"
    if let json {
      request.fields[.contentType] = "application/json"
      request.body = .bytes(json)
    }
    return request
  }

  func unreadable(_ answer: ProviderAnswer, _ message: String) -> ProviderFailure {
    ProviderFailure(
      provider: provider,
      kind: .unreadable,
      status: answer.status,
      message: message
    )
  }
}
