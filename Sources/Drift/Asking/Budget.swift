import Synchronization

/// Money that may be spent, in millionths of a dollar, for any number of callers at once.
///
/// What a call may cost at worst is set aside before it is sent. What it did cost is booked when its answer is there; of a
/// call whose end nobody saw, the worst is.
package final class Budget: Sendable {
  private struct State {
    var booked = 0
    var reserved = 0
  }

  package let limit: Int
  private let state = Mutex(State())

  package init(limit: Int) { self.limit = limit }

  /// Money set aside for one call, to be settled once.
  package struct Reservation: Sendable {
    package let micros: Int
  }

  /// Nil where the worst case would go past the limit.
  package func reserve(_ micros: Int) -> Reservation? {
    state.withLock { state in
      guard state.booked + state.reserved + micros <= limit else { return nil }
      state.reserved += micros
      return Reservation(micros: micros)
    }
  }

  /// Books what a call did cost, and gives the rest back.
  package func settle(_ reservation: Reservation, cost: Int) {
    state.withLock { state in
      state.reserved -= reservation.micros
      state.booked += min(cost, reservation.micros)
    }
  }

  /// What has been spent, as far as is known.
  package var spent: Int { state.withLock { $0.booked } }

  /// What may still be set aside.
  package var left: Int { state.withLock { limit - $0.booked - $0.reserved } }
}
