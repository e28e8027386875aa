import Bytes
package import HTTPMessages
import Synchronization

/// Keeps every request that reached an upstream, each tied to the case that caused it; the oldest make room.
package final class Journal: Sendable {
  package let correlation: Correlation
  /// The keeper of the books about what the exchanges cost.
  package let bookkeeper = Bookkeeper()
  private let state: Mutex<State>

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
    state = Mutex(State(limits))
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
  package var all: [Exchange] { state.withLock { $0.exchanges.all } }

  /// How many requests have come in, forgotten ones included.
  package var count: Int { state.withLock { $0.count } }

  /// Forgets the exchanges of a case that has been judged.
  package func forget(_ token: CaseToken) {
    state.withLock { state in
      for number in state.numbers[token] ?? [] {
        if let exchange = state.exchanges.remove(number) { state.unlink(exchange) }
      }
      state.uploads = state.uploads.filter { $0.value != token }
      for sent in state.sent.all where sent.token == token { state.sent.remove(sent.number) }
    }
  }

  /// The exchanges that the upstream began of its own accord, in order; of all cases where none is named.
  package func outgoing(of token: CaseToken? = nil) -> [Exchange] {
    state.withLock { $0.sent.all }.filter { token == nil || $0.token == token }
  }

  /// The case that runs alone from now on: calls without a token are its.
  package func open(_ token: CaseToken?) { state.withLock { $0.open = token } }

  /// Ties an upload of exactly these bytes to a case, whatever way it takes.
  package func expectUpload(of bytes: [UInt8], for token: CaseToken) {
    let digest = SHA256.digest(of: bytes)
    state.withLock { $0.uploads[digest] = token }
  }
}

/// Requests that reach an upstream; the field `X-Touchstone-Case` tells the upstream whose a request is.
extension Journal: ExchangeSink {
  package var largestRequest: Int? { Exchange.largestRequest }

  package func begin(_ exchange: inout Exchange, passing request: inout HTTPRequest) -> Bool {
    let body = exchange.requestBody
    let carried = correlation.token(of: request, body: body)
    let names = IssuedNames.named(by: request, body: body)
    let awaitsUploads = state.withLock { !$0.uploads.isEmpty }
    let digests = awaitsUploads ? Journal.digests(request, body) : []
    exchange = state.withLock { state in
      state.entered(exchange, carried: carried, digests: digests, names: names)
    }
    request.fields[.touchstoneCase] = exchange.token?.id
    return true
  }

  /// Notes the ids that the answer gives out before it is passed on: the client may ask after them at once.
  package func note(_ exchange: Exchange) {
    let issued = exchange.response.map {
      IssuedNames.issued(by: $0, body: exchange.responseBody)
    }
    state.withLock { $0.update(exchange, issued: issued ?? []) }
  }

  /// The digests that tell an upload: of its bytes, or of each file in its form.
  private static func digests(_ request: HTTPRequest, _ body: [UInt8]) -> [[UInt8]] {
    guard !body.isEmpty else { return [] }
    let type = request.fields[.contentType]
    guard let parts = try? MultipartPart.all(in: body, contentType: type) else {
      return [SHA256.digest(of: body)]
    }
    return parts.filter(\.isFile).map { SHA256.digest(of: Array($0.body)) }
  }
}

extension Journal {
  /// The most that is kept of what was sent.
  private static let mostSent = 1000

  func note(sent exchange: Exchange) {
    state.withLock { state in
      var exchange = exchange
      state.sentCount += 1
      exchange.number = state.sentCount
      state.sent.put(exchange, at: exchange.number)
    }
  }

  private struct State {
    var exchanges: BoundedStore<Int, Exchange>
    /// How many there have been.
    var count = 0
    var numbers: [CaseToken: Set<Int>] = [:]
    /// Which exchange issued a name, and which names an exchange issued.
    var issuers: [String: Int] = [:]
    var issued: [Int: [String]] = [:]
    /// The cases that await an upload, by its digest.
    var uploads: [[UInt8]: CaseToken] = [:]
    var open: CaseToken?
    /// Requests of the upstream's own, and how many there have been.
    var sent = BoundedStore<Int, Exchange>(limit: Journal.mostSent)
    var sentCount = 0

    init(_ limits: Limits) {
      exchanges = BoundedStore(limit: limits.exchanges, bytes: limits.bytes) {
        $0.requestBody.count
      }
    }

    /// The exchange with its number and the case that it belongs to.
    mutating func entered(
      _ exchange: Exchange,
      carried: CaseToken?,
      digests: [[UInt8]],
      names: [String]
    ) -> Exchange {
      var exchange = exchange
      count += 1
      exchange.number = count
      let issuer = names.first { issuers[$0] != nil }.flatMap { issuers[$0] }
      let awaited = digests.first { uploads[$0] != nil }.flatMap { uploads[$0] }
      exchange.token = carried ?? awaited ?? issuer.flatMap { exchanges[$0]?.token } ?? open
      let gone = exchanges.put(exchange, at: count)
      if let token = exchange.token {
        numbers[token, default: []].insert(count)
        if let issuer { tie(issuer, to: token) }
      }
      for exchange in gone { unlink(exchange) }
      return exchange
    }

    /// Ties an exchange that is not tied yet.
    private mutating func tie(_ number: Int, to token: CaseToken) {
      guard let exchange = exchanges[number], exchange.token ?? token == token else { return }
      exchanges.change(number) { $0.token = token }
      numbers[token, default: []].insert(number)
    }

    /// Takes in how far an exchange has come; whose it is may be known better here.
    mutating func update(_ exchange: Exchange, issued names: [String]) {
      let isKept = exchanges.change(exchange.number) { kept in
        let token = kept.token
        kept = exchange
        kept.token = token
      }
      guard isKept, !names.isEmpty else { return }
      for name in names { issuers[name] = exchange.number }
      issued[exchange.number] = names
    }

    /// Removes an exchange that is no longer kept from every index that leads to it.
    mutating func unlink(_ exchange: Exchange) {
      for name in issued.removeValue(forKey: exchange.number) ?? []
      where issuers[name] == exchange.number { issuers[name] = nil }
      guard let token = exchange.token else { return }
      numbers[token]?.remove(exchange.number)
      if numbers[token]?.isEmpty == true { numbers[token] = nil }
    }
  }
}
