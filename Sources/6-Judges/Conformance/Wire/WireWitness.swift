import CanonicalJSON
package import Catalog
package import Exchanges
package import HTTPMessages
package import Images
import Synchronization

/// Asks the gateway that is judged, and sees its calls to the providers.
package struct WireWitness: Sendable {
  /// The URL before `/images/generations`: `http://127.0.0.1:4020/openai/v1`.
  package let base: String
  package let key: String
  /// The requests that reached the providers.
  package let journal: Journal
  /// The models by whose offers calls are known.
  let catalog: ModelCatalog
  /// Is told of every request with all that came of it; nil where none is followed.
  package var trace: (@Sendable (Trace) -> Void)?
  /// Keeps the requests of each case until it is known whether it failed; nil where nobody will read them.
  package var traces: CaseTraces?
  /// Since when the journal's times count; nil where nobody knows.
  package var beginning: ContinuousClock.Instant?
  /// How long an answer may take.
  package let patience: Duration
  /// How long a gateway may take to give up what never ends.
  package var longestWait = Duration.seconds(30)
  private let client: any HTTPHandler
  /// Gets pictures from wherever an answer says they are.
  private let fetcher: any HTTPHandler
  let clock: any Waiting
  /// The field of an answer that tells its cost, beside the body.
  package var costField: HTTPFieldName?
  /// Seconds since 1970; nil where nobody knows.
  package var unixTime: (@Sendable () -> Int)?
  /// Decodes what this project's own decoders leave out.
  let decoder: ForeignDecoder
  /// The log that keeps what both sides show, where two gateways are compared.
  package var log: EvidenceLog?
  /// The port without a reason to be visited; nil where none listens.
  package var tripwire: Tripwire?
  private let tokens = TokenCounter()
  /// The costs of each case so far.
  let ledgers = CaseLedgers()

  package init(
    base: String,
    key: String,
    client: any HTTPHandler,
    fetcher: any HTTPHandler,
    journal: Journal,
    catalog: ModelCatalog,
    clock: any Waiting,
    decoder: ForeignDecoder = ForeignDecoder { _, _ in nil },
    patience: Duration = .seconds(30)
  ) {
    self.catalog = catalog
    self.decoder = decoder
    self.base = base
    self.key = key
    self.client = client
    self.fetcher = fetcher
    self.journal = journal
    self.clock = clock
    self.patience = patience
  }

  /// One request as both sides saw it.
  package struct Trace: Sendable {
    /// The case that asked; nil for a canary.
    package var caseID: String?
    package var client: Exchange
    /// The gateway's calls to the providers meanwhile, in order.
    package var upstream: [Exchange]
  }

  /// The next case's mark, never given out before.
  func nextToken() -> CaseToken { tokens.next() }

  /// Calls of this case may come late: a provider failed, and others were under way.
  func excuse(_ token: CaseToken) { tokens.excuse(token) }
  func isExcused(_ token: CaseToken) -> Bool { tokens.isExcused(token) }

  /// Runs `body` with a mark of its own; then books what it cost, and forgets what reached the providers for it.
  ///
  /// Where `body` runs alone, all that reaches them meanwhile is its.
  func marked<Result: Sendable>(
    alone isAlone: Bool = false,
    _ body: (CaseToken) async throws -> Result
  ) async rethrows -> Result {
    let token = nextToken()
    let isAlone = isAlone || journal.correlation == .serial
    if isAlone { journal.open(token) }
    defer {
      if isAlone { journal.open(nil) }
      journal.forget(token)
      ledgers.note(journal.bookkeeper.close(token))
    }
    return try await body(token)
  }

  /// Sends a message to a path below the base, or to a whole URL, with the key unless told otherwise.
  package func send(
    _ method: HTTPMethod,
    _ path: String,
    fields: HTTPFields = [:],
    body: [UInt8] = [],
    scheme: String? = "Bearer",
    within patience: Duration? = nil
  ) async throws -> (response: HTTPResponse, body: [UInt8]) {
    var fields = fields
    if let scheme { fields[.authorization] = "\(scheme) \(key)" }
    let url = path.hasPrefix("http") ? path : base + path
    guard let request = HTTPRequest(method, url: url, fields: fields, body: .bytes(body))
    else { throw WireError.badURL(url) }
    return try await exchange(request, through: client, within: patience ?? self.patience)
  }

  /// Gets a picture without any credentials.
  func fetch(_ url: String) async throws -> (response: HTTPResponse, body: [UInt8]) {
    guard var request = HTTPRequest(.get, url: url) else { throw WireError.badURL(url) }
    for _ in 0..<WireWitness.mostRedirects {
      let answer = try await exchange(request, through: fetcher, within: patience)
      guard let next = request.redirected(by: answer.response) else { return answer }
      request = next
    }
    throw WireError.endlessRedirects(url)
  }

  private static let mostRedirects = 5

  /// Whether the gateway answers anything at all now.
  func gatewayAnswers() async -> Bool {
    (try? await send(.get, "/models", within: .seconds(5))) != nil
  }

  private func exchange(
    _ request: HTTPRequest,
    through handler: any HTTPHandler,
    within patience: Duration
  ) async throws -> (response: HTTPResponse, body: [UInt8]) {
    try await withThrowingTaskGroup(of: (HTTPResponse, [UInt8])?.self) { group in
      group.addTask {
        let response = try await handler.respond(to: request)
        return (response, try await response.body.collected(limit: WireWitness.largestAnswer))
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
  case endlessRedirects(String)

  package var description: String {
    switch self {
    case .badURL(let url): "\"\(url)\" is no http or https URL"
    case .endlessRedirects(let url): "\(url) leads from one address to the next without an end"
    case .noAnswer(let url, let patience): "\(url) gave no answer within \(patience)"
    }
  }
}

/// Numbers cases, from one on, and knows whose calls may come late.
private final class TokenCounter: Sendable {
  private let count = Atomic<UInt32>(0)
  private let excused = Mutex<Set<CaseToken>>([])

  func excuse(_ token: CaseToken) { excused.withLock { _ = $0.insert(token) } }
  func isExcused(_ token: CaseToken) -> Bool { excused.withLock { $0.contains(token) } }

  func next() -> CaseToken {
    CaseToken(number: count.wrappingAdd(1, ordering: .relaxed).newValue)
  }
}
