import CanonicalJSON
import Drift

extension DriftScene {
  /// Keeps changes out of reports, for a reason and a time; gives back where that is written.
  ///
  /// A change is named by its fingerprint, which the state of the last run knows, or as `OFFER#/pointer`.
  package func suppress(
    _ changes: [String],
    because reason: String,
    until: String,
    seenIn state: DriftStateFile?
  ) throws -> String {
    guard until >= now.prefix(10) else { throw DriftFault.pastDay(until) }
    for change in changes { try checkKnown(change, state) }
    return try places.suppress(changes, because: reason, until: until)
  }

  /// Refuses what could cover no change: it would be believed to.
  private func checkKnown(_ change: String, _ state: DriftStateFile?) throws {
    guard let mark = change.firstIndex(of: "#") else {
      guard let state else {
        throw DriftFault.missing("--state FILE, which the run that saw the change wrote")
      }
      guard try state.read().sightings[change] != nil else {
        throw DriftFault.unknownFingerprint(change)
      }
      return
    }
    let subject = String(change[..<mark])
    guard subject == "*" || subjects.contains(where: { $0.id == subject }) else {
      throw DriftFault.noSubject([subject], known: subjects.map(\.id))
    }
    guard JSONPointer(String(change[mark...].dropFirst())) != nil else {
      throw DriftFault.missing("a JSON pointer behind the #, as /input/size")
    }
  }
}
