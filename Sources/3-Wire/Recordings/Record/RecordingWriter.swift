package import Exchanges
import Synchronization

/// Writes a recording in parts while it goes on, so that memory stays flat however long that is.
///
/// Each part is a recording of its own, redacted and scanned by itself: `name`, `name-part-0002`, ….
package final class RecordingWriter: Sendable {
  /// What became of the exchanges so far.
  package struct Account: Sendable, Equatable {
    package var written = 0
    package var redactions = 0
    /// The parts' names.
    package var parts: [String] = []
    /// Why exchanges were left out, one sentence each.
    package var refused: [String] = []
    /// Whether one of them still held a secret.
    package var heldSecret = false
  }

  private let store: RecordingStore
  private let name: String
  private let metadata: RecordingMetadata
  private let policy: RedactionPolicy
  private let state = Mutex(Account())

  package init(
    _ store: RecordingStore,
    name: String,
    metadata: RecordingMetadata,
    policy: RedactionPolicy
  ) {
    self.store = store
    self.name = name
    self.metadata = metadata
    self.policy = policy
  }

  package var account: Account { state.withLock { $0 } }

  /// Writes the next part; an exchange that may not be written costs nobody else's.
  package func write(_ entries: [RecordedEntry]) throws {
    guard !entries.isEmpty else { return }
    try state.withLock { account in
      let part =
        account.parts.first.map { "\($0)-part-\(RecordingWriter.number(account.parts.count + 1))" }
      let recording = Recording(metadata: metadata, entries: entries)
      let kept = try store.saveSound(recording, as: part ?? name, policy: policy)
      if let name = kept.name { account.parts.append(name) }
      account.written += kept.exchanges
      account.redactions += kept.redactions
      account.refused += kept.refused
      account.heldSecret = account.heldSecret || kept.heldSecret
    }
  }

  /// Four digits, so that names sort as the parts were written.
  private static func number(_ part: Int) -> String {
    let digits = String(part)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
