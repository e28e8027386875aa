import Bytes
package import HTTPMessages
import Synchronization

/// Summaries of plans, each kept until the log line of its request takes it.
package final class PlanNotes: Sendable {
  private let notes = Mutex(BoundedStore<String, String>(limit: 10_000))

  package init() {}

  package func put(_ note: String, for id: String) { notes.withLock { _ = $0.put(note, at: id) } }

  package func take(of response: HTTPResponse) -> String? {
    guard let id = response.fields["x-request-id"] else { return nil }
    return notes.withLock { $0.remove(id) }
  }
}
