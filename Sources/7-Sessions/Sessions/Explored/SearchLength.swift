/// How far a search goes beyond the asks that it begins with.
package enum SearchLength: Sendable {
  /// No further.
  case nowhere
  case asks(Int)
  case seconds(Int)

  /// Whether a search that begins now, and has put so many asks, goes on; `clock` tells milliseconds.
  package func goesOn(by clock: @escaping @Sendable () -> Double) -> @Sendable (Int) -> Bool {
    switch self {
    case .nowhere: return { _ in false }
    case .asks(let most): return { $0 < most }
    case .seconds(let seconds):
      let end = clock() + Double(seconds) * 1000
      return { _ in clock() < end }
    }
  }
}
