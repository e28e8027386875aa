import Bytes
import HTTPMessages
import Synchronization

/// All that reached an upstream, each exchange tied to the case that caused it; the oldest make room.
package final class Journal: Sendable {
  package let correlation: Correlation
  private let limits: Limits
  private let state = Mutex(State())

  /// How much is kept before the oldest exchanges are forgotten.
  package struct Limits: Sendable {
    package var exchanges: Int
    /// Counts the bytes of requests; answers mostly share theirs with whatever gave them.
    package var bytes: Int

    package init(exchanges: Int = 20_000, bytes: Int = 256 << 20) {
      self.exchanges = exchanges
      self.bytes = bytes
    }
  }

  package init(correlation: Correlation = .prompt, limits: Limits = Limits()) {
    self.correlation = correlation
    self.limits = limits
  }

  /// The exchanges of one case, in order of arrival.
  package func exchanges(of token: CaseToken) -> [Exchange] {
    state.withLock { state in
      (state.numbers[token] ?? []).sorted().compactMap { state.exchanges[$0] }
    }
  }

  /// The exchanges that belong to no case, in order of arrival.
  package var strays: [Exchange] { all.filter { $0.token == nil } }

  /// Every exchange that is still kept, in order of arrival.
  package var all: [Exchange] {
    state.withLock { state in
      (state.oldest..<state.next).compactMap { state.exchanges[$0] }
    }
  }

  /// How many requests have come in, forgotten ones included.
  package var count: Int { state.withLock { $0.next - 1 } }

  /// Forgets the exchanges of a case that has been judged.
  package func forget(_ token: CaseToken) {
    state.withLock { state in
      for number in state.numbers.removeValue(forKey: token) ?? [] { state.remove(number) }
      state.uploads = state.uploads.filter { $0.value != token }
      state.outgoing.removeAll { $0.token == token }
    }
  }

  /// What the upstream sent of its own accord, in order; of all cases where none is named.
  package func outgoing(of token: CaseToken? = nil) -> [Exchange] {
    state.withLock { state in
      token.map { token in state.outgoing.filter { $0.token == token } } ?? state.outgoing
    }
  }

  /// The case that runs alone from now on: calls without a token are its.
  package func open(_ token: CaseToken?) { state.withLock { $0.open = token } }

  /// Ties an upload of just these bytes to a case, whatever way it takes.
  package func expectUpload(of bytes: [UInt8], for token: CaseToken) {
    let digest = SHA256.digest(of: bytes)
    state.withLock { $0.uploads[digest] = token }
  }

  /// Whether any upload is awaited, so that digests are worth their time.
  var awaitsUploads: Bool { state.withLock { !$0.uploads.isEmpty } }
}

extension Journal {
  /// Notes a request that has come in whole, and says whose it is.
  func begin(
    _ request: HTTPRequest,
    body: [UInt8],
    digests: [[UInt8]],
    at start: Duration
  ) -> (number: Int, token: CaseToken?) {
    let carried = correlation.token(of: request, body: body)
    let names = IssuedNames.named(by: request, body: body)
    return state.withLock { state in
      let number = state.next
      state.next += 1
      let issuer = state.issuer(of: names)
      let token =
        carried ?? state.awaited(digests) ?? issuer.flatMap { state.exchanges[$0]?.token }
        ?? state.open
      state.exchanges[number] = Exchange(
        number: number,
        request: request,
        requestBody: body,
        response: nil,
        responseBody: [],
        start: start,
        token: token
      )
      if let token { state.tie(number, to: token) }
      if let token, let issuer { state.tie(issuer, to: token) }
      state.bytes += body.count
      state.makeRoom(limits)
      return (number, token)
    }
  }

  /// Notes the head of the answer, and the body where it is at hand.
  func answer(_ number: Int, with response: HTTPResponse, body: [UInt8]) {
    let issued = IssuedNames.issued(by: response, body: body)
    state.withLock { state in
      guard state.exchanges[number] != nil else { return }
      state.exchanges[number]?.response = response
      state.exchanges[number]?.responseBody = body
      for name in issued { state.issuers[name] = number }
      state.issued[number] = issued
    }
  }

  /// Notes that the answer is over, whole or not.
  func end(_ number: Int, at end: Duration, sent body: [UInt8]? = nil, failure: String? = nil) {
    state.withLock { state in
      guard state.exchanges[number] != nil else { return }
      state.exchanges[number]?.end = end
      state.exchanges[number]?.failure = failure
      if let body { state.exchanges[number]?.responseBody = body }
    }
  }
}

extension Journal {
  /// The most that is kept of what was sent.
  private static let mostOutgoing = 1000

  /// Notes a request of the upstream's own, with what it was answered.
  func note(outgoing exchange: Exchange) {
    state.withLock { state in
      var exchange = exchange
      state.sent += 1
      exchange.number = state.sent
      exchange.isOutgoing = true
      state.outgoing.append(exchange)
      if state.outgoing.count > Journal.mostOutgoing { state.outgoing.removeFirst() }
    }
  }
}

extension Journal {
  private struct State {
    var exchanges: [Int: Exchange] = [:]
    /// The number of the first exchange that is kept, and of the next one to come.
    var oldest = 1
    var next = 1
    var bytes = 0
    var numbers: [CaseToken: Set<Int>] = [:]
    /// Which exchange issued a name, and which names an exchange issued.
    var issuers: [String: Int] = [:]
    var issued: [Int: [String]] = [:]
    /// The cases that await an upload, by its digest.
    var uploads: [[UInt8]: CaseToken] = [:]
    var open: CaseToken?
    /// Requests of the upstream's own, and how many there have been.
    var outgoing: [Exchange] = []
    var sent = 0

    func awaited(_ digests: [[UInt8]]) -> CaseToken? {
      for digest in digests { if let token = uploads[digest] { return token } }
      return nil
    }

    func issuer(of names: [String]) -> Int? {
      for name in names { if let number = issuers[name] { return number } }
      return nil
    }

    /// Ties an exchange that is not tied yet.
    mutating func tie(_ number: Int, to token: CaseToken) {
      guard let exchange = exchanges[number], exchange.token ?? token == token else { return }
      exchanges[number]?.token = token
      numbers[token, default: []].insert(number)
    }

    mutating func makeRoom(_ limits: Limits) {
      while oldest < next - 1, exchanges.count > limits.exchanges || bytes > limits.bytes {
        remove(oldest)
      }
    }

    mutating func remove(_ number: Int) {
      guard let exchange = exchanges.removeValue(forKey: number) else { return }
      while oldest < next, exchanges[oldest] == nil { oldest += 1 }
      bytes -= exchange.requestBody.count
      for name in issued.removeValue(forKey: number) ?? [] where issuers[name] == number {
        issuers[name] = nil
      }
      guard let token = exchange.token else { return }
      numbers[token]?.remove(number)
      if numbers[token]?.isEmpty == true { numbers[token] = nil }
    }
  }
}
