import Synchronization

/// Money that may be spent, for any number of callers at once.
///
/// What a call may cost at worst is set aside before it is sent. What it did cost is booked when its answer is there; of a
/// call whose end nobody saw, the worst is.
package final class Budget: Sendable {
  private struct State {
    var booked = Money.zero
    var reserved = Money.zero
  }

  package let limit: Money
  /// Whether nothing is paid with it, so that no price need be known.
  private let isOfPlayMoney: Bool
  private let state = Mutex(State())

  package convenience init(limit: Money) { self.init(limit: limit, isOfPlayMoney: false) }

  private init(limit: Money, isOfPlayMoney: Bool) {
    self.limit = limit
    self.isOfPlayMoney = isOfPlayMoney
  }

  /// A budget of play money: more than any run before stubs asks for.
  package static func ofPlayMoney() -> Budget {
    Budget(limit: Money(dollars: 1000), isOfPlayMoney: true)
  }

  /// A budget of its own of what is left of this one once `planned` is taken off, to try out what it covers.
  package func remainder(after planned: Money = .zero) -> Budget {
    Budget(limit: left - planned, isOfPlayMoney: isOfPlayMoney)
  }

  /// Money set aside for one call, to be settled once.
  package struct Reservation: Sendable {
    package let worst: Money
  }

  /// The reason why no money is set aside for a call.
  package enum Refusal: Error {
    /// Its price is unknown, and nothing is spent blindly.
    case unpriced
    /// The worst case would go past the limit.
    case beyondLimit
  }

  /// Sets aside what a call costs at worst; nil is an unknown price.
  package func reserve(_ worst: Money?) throws(Refusal) -> Reservation {
    guard let worst = worst ?? (isOfPlayMoney ? .zero : nil) else { throw .unpriced }
    let isCovered = state.withLock { state in
      guard state.booked + state.reserved + worst <= limit else { return false }
      state.reserved += worst
      return true
    }
    guard isCovered else { throw .beyondLimit }
    return Reservation(worst: worst)
  }

  /// Books what a call did cost, and gives the rest back.
  package func settle(_ reservation: Reservation, cost: Money) {
    state.withLock { state in
      state.reserved -= reservation.worst
      state.booked += min(cost, reservation.worst)
    }
  }

  /// Books the worst case of a call that was done, or whose end was not seen.
  package func settleInFull(_ reservation: Reservation) {
    settle(reservation, cost: reservation.worst)
  }

  /// The money that has been spent, as far as is known.
  package var spent: Money { state.withLock { $0.booked } }

  /// The money that may still be set aside.
  package var left: Money { state.withLock { limit - $0.booked - $0.reserved } }
}
