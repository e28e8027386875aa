package import Exchanges
package import HTTPMessages
import CanonicalJSON
import Synchronization

/// The gateway that is judged, and both sides of it: who asks it, and what it asks of the providers.
package struct GatewayUnderTest: Sendable {
  /// What comes before `/images/generations`: `http://127.0.0.1:4020/openai/v1`.
  package let base: String
  package let key: String
  /// What reached the providers.
  package let journal: Journal
  /// How long a case may take.
  package let patience: Duration
  private let client: any HTTPHandler
  /// Gets pictures from wherever an answer says they are.
  private let fetcher: any HTTPHandler
  private let clock: any Waiting
  private let tokens = TokenCounter()

  package init(
    base: String,
    key: String,
    client: any HTTPHandler,
    fetcher: any HTTPHandler,
    journal: Journal,
    clock: any Waiting,
    patience: Duration = .seconds(30)
  ) {
    self.base = base
    self.key = key
    self.client = client
    self.fetcher = fetcher
    self.journal = journal
    self.clock = clock
    self.patience = patience
  }

  /// The next case's mark, never given out before.
  func nextToken() -> CaseToken { tokens.next() }

  /// Sends a message to a path below the base, with the key unless the message has its own.
  func send(
    _ method: HTTPMethod,
    _ path: String,
    fields: HTTPFields = [:],
    body: [UInt8] = []
  ) async throws -> (response: HTTPResponse, body: [UInt8]) {
    var fields = fields
    if !fields.contains(.authorization) { fields[.authorization] = "Bearer \(key)" }
    guard
      let request = HTTPRequest(method, url: base + path, fields: fields, body: .bytes(body))
    else { throw WireError.badURL(base + path) }
    return try await exchange(request, through: client)
  }

  /// Gets a picture without any credentials.
  func fetch(_ url: String) async throws -> (response: HTTPResponse, body: [UInt8]) {
    guard let request = HTTPRequest(.get, url: url) else { throw WireError.badURL(url) }
    return try await exchange(request, through: fetcher)
  }

  private func exchange(
    _ request: HTTPRequest,
    through handler: any HTTPHandler
  ) async throws -> (response: HTTPResponse, body: [UInt8]) {
    try await withThrowingTaskGroup(of: (HTTPResponse, [UInt8])?.self) { group in
      group.addTask {
        let response = try await handler.respond(to: request)
        return (response, try await response.body.collected(limit: GatewayUnderTest.largestAnswer))
      }
      group.addTask {
        try await clock.wait(for: patience)
        return nil
      }
      defer { group.cancelAll() }
      guard let answer = try await group.next() ?? nil else {
        throw WireError.noAnswer(url: request.url, patience: patience)
      }
      return answer
    }
  }

  private static let largestAnswer = 256 << 20
}

/// Why nothing could be found out.
package enum WireError: Error, Equatable, CustomStringConvertible {
  case badURL(String)
  case noAnswer(url: String, patience: Duration)

  package var description: String {
    switch self {
    case .badURL(let url): "\"\(url)\" is no http or https URL"
    case .noAnswer(let url, let patience): "\(url) gave no answer within \(patience)"
    }
  }
}

/// Numbers cases, from one on.
private final class TokenCounter: Sendable {
  private let count = Atomic<UInt32>(0)

  func next() -> CaseToken {
    CaseToken(number: count.wrappingAdd(1, ordering: .relaxed).newValue)
  }
}
