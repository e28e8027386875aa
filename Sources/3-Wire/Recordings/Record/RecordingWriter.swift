package import Exchanges
import Synchronization

/// Writes a recording while it goes on: what comes joins the newest part until that is full.
///
/// Each part is a recording of its own, redacted and scanned by itself: `name`, `name-part-0002`, …. So
/// everything is on the disk soon, memory stays flat, and a long run leaves a few files, not thousands.
package final class RecordingWriter: Sendable {
  /// The outcome of the exchanges so far.
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
  private let exchangesAPart: Int
  private let state = Mutex(State())

  private struct State {
    /// Of the parts that are full.
    var account = Account()
    var part = RecordingPart()
  }

  package init(
    _ store: RecordingStore,
    name: String,
    metadata: RecordingMetadata,
    policy: RedactionPolicy,
    exchangesAPart: Int = 1000
  ) {
    self.store = store
    self.name = name
    self.metadata = metadata
    self.policy = policy
    self.exchangesAPart = exchangesAPart
  }

  private static let bytesAPart = 8 << 20

  package var account: Account { state.withLock { $0.part.added(to: $0.account) } }

  /// Writes the newest part again with these exchanges; one that may not be written keeps no other out.
  ///
  /// Where it throws, nothing has changed, and the exchanges may be brought again.
  package func write(_ entries: [RecordedEntry]) throws {
    guard !entries.isEmpty else { return }
    try state.withLock { state in
      if state.part.isFull(with: entries, of: exchangesAPart, bytes: RecordingWriter.bytesAPart) {
        state.account = state.part.added(to: state.account)
        state.part = RecordingPart()
      }
      let recording = Recording(metadata: metadata, entries: state.part.entries + entries)
      let name = state.part.name ?? nextName(state.account)
      let kept = try store.saveSound(
        recording,
        as: name,
        policy: policy,
        onClash: state.part.name == nil ? .numbers : .replaces
      )
      let forgotten = state.part.take(kept)
      // What was learned to be a secret since must not stay beside what replaced it.
      try store.removeBodies(forgotten)
    }
  }

  private func nextName(_ account: Account) -> String {
    account.parts.first.map { "\($0)-part-\(RecordingWriter.number(account.parts.count + 1))" }
      ?? name
  }

  /// Four digits, so that names sort as the parts were written.
  private static func number(_ part: Int) -> String {
    let digits = String(part)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
