import Exchanges

/// The part of a recording that grows: its exchanges as they came, and how they were last written.
struct RecordingPart {
  private(set) var entries: [RecordedEntry] = []
  /// Nil where nothing of it is written yet.
  private var saved: RecordingStore.Saved?
  /// The bodies that nothing but this part names.
  private var ownBodies: Set<String> = []
  private var refused: [String] = []
  private var heldSecret = false

  var name: String? { saved?.name }

  /// Whether it would keep too much in memory with these beside it, or take too long to be written again.
  func isFull(with new: [RecordedEntry], of exchanges: Int, bytes: Int) -> Bool {
    let size = (entries + new).reduce(0) { $0 + $1.size }
    return !entries.isEmpty && (entries.count + new.count > exchanges || size > bytes)
  }

  /// Takes over how it was written anew; returns the bodies that are no longer named.
  mutating func take(_ kept: RecordingStore.Kept) -> Set<String> {
    entries = kept.entries
    refused += kept.refused
    heldSecret = heldSecret || kept.heldSecret
    guard let new = kept.saved else { return [] }
    saved = new
    let forgotten = ownBodies.subtracting(new.bodies)
    ownBodies = ownBodies.intersection(new.bodies).union(new.newBodies)
    return forgotten
  }

  func added(to account: RecordingWriter.Account) -> RecordingWriter.Account {
    var account = account
    account.refused += refused
    account.heldSecret = account.heldSecret || heldSecret
    guard let saved else { return account }
    account.written += entries.count
    account.redactions += saved.findings.count
    account.parts.append(saved.name)
    return account
  }
}

extension RecordedEntry {
  fileprivate var size: Int { exchange.requestBody.count + exchange.responseBody.count }
}
