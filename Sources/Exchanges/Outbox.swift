package import HTTPMessages

/// Sends what an upstream has to say of its own accord, and writes it into the journal.
///
/// Whose it is stands in the field `X-Touchstone-Case`, which nobody is sent.
package struct Outbox: HTTPHandler {
  private let client: any HTTPHandler
  private let journal: Journal
  private let clock: any Waiting
  private let beginning: ContinuousClock.Instant

  /// The most that is kept of an answer.
  private static let largestAnswer = 1 << 20

  package init(_ client: any HTTPHandler, journal: Journal, clock: any Waiting) {
    self.client = client
    self.journal = journal
    self.clock = clock
    beginning = clock.now
  }

  package func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    var request = request
    let body = try await request.body.collected()
    request.body = .bytes(body)
    let token = request.fields[.touchstoneCase].flatMap(CaseToken.init(id:))
    request.fields.removeAll(.touchstoneCase)
    var exchange = Exchange(
      request: request,
      requestBody: body,
      response: nil,
      start: beginning.duration(to: clock.now),
      token: token
    )
    defer {
      exchange.end = beginning.duration(to: clock.now)
      journal.note(outgoing: exchange)
    }
    do {
      var response = try await client.respond(to: request)
      exchange.responseBody = try await response.body.collected(limit: Outbox.largestAnswer)
      response.body = .bytes(exchange.responseBody)
      exchange.response = response
      return response
    } catch {
      exchange.failure = "\(error)"
      throw error
    }
  }
}
