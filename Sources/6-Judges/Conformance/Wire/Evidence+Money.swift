import CanonicalJSON
import Catalog
import Contract
import Exchanges

extension Evidence {
  /// The case's cost so far.
  var ledger: Ledger { witness?.journal.bookkeeper.ledger(of: token) ?? .empty }

  /// A mismatch where more pictures were bought than were asked for.
  ///
  /// `occasion` is what happened before, for the end of the sentence: `after the answer to the first was lost`.
  func buys(atMost most: Int, _ occasion: String) -> [Mismatch] {
    let ledger = ledger
    guard ledger.paid > most else { return [] }
    return [
      Mismatch(
        side: .upstream,
        pointer: JSONPointer(["ledger", "paid"]),
        actual: .integer(ledger.paid),
        expected: .integer(most),
        why: "\(ledger.purchase), \(occasion)"
      )
    ]
  }

  /// A mismatch where the client is not told that a paid picture did not come.
  var owns: [Mismatch] {
    let ledger = ledger
    guard status == 200, ledger.delivered < min(ledger.asked, ledger.paid) else { return [] }
    return [
      Mismatch(
        side: .response,
        pointer: JSONPointer(["status"]),
        actual: 200,
        expected: "an error, or all pictures",
        why: ledger.purchase
      )
    ]
  }
}
