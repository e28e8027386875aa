import Bytes
package import Catalog
import Synchronization

/// Keeps the ledger of each case: what providers took on and handed out, and what clients asked for and got.
///
/// What was bought is booked the moment it is taken on, whether the answer arrives or not.
package final class Bookkeeper: Sendable {
  /// The account of one case; exchanges of no case are booked together.
  private struct Account {
    /// Pictures in orders that providers took on, and pictures that they handed out.
    var ordered = 0
    var handedOut = 0
    /// Pictures that a client asked for and got; nil where no client is seen.
    var asked: Int?
    var delivered: Int?
    var submitted = 0
    var paid = 0
    var cost = Money.zero
    var unpriced = 0

    mutating func add(_ purchase: Purchase, _ times: Int) {
      paid += purchase.pictures * times
      guard let price = purchase.price else { return unpriced += purchase.pictures * times }
      cost += price * times
    }

    var ledger: Ledger {
      Ledger(
        asked: asked ?? ordered,
        submitted: submitted,
        paid: paid,
        delivered: delivered ?? handedOut,
        cost: cost,
        unpriced: unpriced
      )
    }
  }

  private struct State {
    var accounts = BoundedStore<CaseToken?, Account>(limit: 100_000)
    var total = Account()
  }

  private let state = Mutex(State())

  package init() {}

  /// Pictures that one order takes, at a price for all of them; nil where it is unknown.
  package struct Purchase: Sendable {
    package var pictures: Int
    package var price: Money?

    package init(pictures: Int, price: Money?) {
      self.pictures = pictures
      self.price = price
    }
  }

  /// Books that an order reached a provider, whatever becomes of it.
  package func noteOrder(of token: CaseToken?) { change(token) { $0.submitted += 1 } }

  /// Books what a provider takes on.
  package func book(_ purchase: Purchase, for token: CaseToken?) {
    change(token) { account in
      account.ordered += purchase.pictures
      account.add(purchase, 1)
    }
  }

  /// Takes back what was called off before it was made.
  package func refund(_ purchase: Purchase, for token: CaseToken?) {
    change(token) { $0.add(purchase, -1) }
  }

  /// Books that a provider handed pictures out.
  package func noteHandedOut(_ count: Int = 1, for token: CaseToken?) {
    change(token) { $0.handedOut += count }
  }

  /// Books what a client asked for and what it got.
  package func noteClient(asked: Int, delivered: Int, for token: CaseToken) {
    change(token) { account in
      account.asked = (account.asked ?? 0) + asked
      account.delivered = (account.delivered ?? 0) + delivered
    }
  }

  /// The ledger of a case so far.
  package func ledger(of token: CaseToken?) -> Ledger {
    state.withLock { $0.accounts[token]?.ledger ?? .empty }
  }

  /// The ledger of a case that is over and forgotten.
  package func close(_ token: CaseToken) -> Ledger {
    state.withLock { $0.accounts.remove(token)?.ledger ?? .empty }
  }

  /// The ledger of everything booked; one case's lost pictures don't show where another got more.
  package var total: Ledger { state.withLock { $0.total.ledger } }

  private func change(_ token: CaseToken?, _ change: (inout Account) -> Void) {
    state.withLock { state in
      change(&state.total)
      var account = state.accounts[token] ?? Account()
      change(&account)
      state.accounts.put(account, at: token)
    }
  }
}
