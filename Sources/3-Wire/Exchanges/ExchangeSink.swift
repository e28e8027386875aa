package import HTTPMessages

/// Keeps, tells or shows the exchanges that pass a tap.
package protocol ExchangeSink: Sendable {
  /// The longest request that is read whole before it goes on; nil where requests go on as they come.
  var largestRequest: Int? { get }

  /// The most that is kept of a body that comes in parts; of a longer one only the length is told.
  var largestKept: Int { get }

  /// Hears of a request before it goes on, and numbers it; `request` is what goes on.
  ///
  /// False where it is of no interest: then it passes, and no more is told of it.
  func begin(_ exchange: inout Exchange, passing request: inout HTTPRequest) -> Bool

  /// Hears of an exchange each time it has come further, and for the last time when it has an end.
  func note(_ exchange: Exchange)
}

extension ExchangeSink {
  package var largestRequest: Int? { nil }
  package var largestKept: Int { .max }
}

extension Exchange {
  /// The longest request that is taken whole.
  package static let largestRequest = 128 << 20
}
