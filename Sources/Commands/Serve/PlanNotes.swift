import HTTPMessages
import Synchronization

/// What plans did, until the log line of their request takes it.
final class PlanNotes: Sendable {
  private let notes = Mutex<[String: String]>([:])

  func put(_ note: String, for id: String) { notes.withLock { $0[id] = note } }

  func take(of response: HTTPResponse) -> String? {
    guard let id = response.fields["x-request-id"] else { return nil }
    return notes.withLock { $0.removeValue(forKey: id) }
  }
}
