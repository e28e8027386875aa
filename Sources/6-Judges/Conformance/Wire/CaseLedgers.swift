import CanonicalJSON
import Catalog
import Exchanges
import HTTPMessages
import Synchronization

/// Keeps what each case costs until the runner asks for it.
final class CaseLedgers: Sendable {
  private let cases = Mutex<[String: Ledger]>([:])

  /// Adds to the running case's costs; outside of cases nothing is booked.
  func note(_ ledger: Ledger) {
    guard let caseID = Case.current, ledger != .empty else { return }
    cases.withLock { $0[caseID, default: .empty] = $0[caseID, default: .empty] + ledger }
  }

  /// The ledger of a case that is over; nil where no pictures were asked for.
  func take(_ caseID: String) -> Ledger? { cases.withLock { $0.removeValue(forKey: caseID) } }
}

extension Ask {
  /// How many pictures it asks for; none where it wants to know only what they would cost.
  var wantedCount: Int {
    guard mode != nil, !path.contains("dryRun=true") else { return 0 }
    let count = fields["n"]
    return min(10, max(1, count?.intValue ?? count?.stringValue.flatMap { Int($0) } ?? 1))
  }
}

extension Evidence {
  /// How many pictures the client got, in a list or at the end of a stream.
  var deliveredCount: Int {
    guard status == 200 else { return 0 }
    guard fields[.contentType]?.hasPrefix("text/event-stream") == true else { return items.count }
    let text = String(decoding: body, as: UTF8.self)
    return text.split(separator: "\n").count { $0.hasPrefix("event:") && $0.contains(".completed") }
  }
}
