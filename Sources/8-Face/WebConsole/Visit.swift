import Exchanges

/// A client's request, and what the gateway asked of its providers for it.
struct Visit: Sendable {
  /// Its place among all requests, from 1.
  let number: Int
  var exchange: Exchange
  var calls: [Exchange] = []
  /// Calls beyond those that are kept.
  private(set) var unlistedCalls = 0

  init(number: Int, exchange: Exchange) {
    self.number = number
    self.exchange = exchange
  }

  /// How many bytes of bodies are kept.
  var byteCount: Int {
    ([exchange] + calls).reduce(0) { $0 + $1.requestBody.count + $1.responseBody.count }
  }

  /// Takes a call, and gives its place from 1; nil where there are `limit` already.
  mutating func take(_ call: Exchange, limit: Int) -> Int? {
    guard calls.count < limit else {
      unlistedCalls += 1
      return nil
    }
    calls.append(call)
    return calls.count
  }
}
