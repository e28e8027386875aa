import CanonicalJSON
import Conformance
import Drift
import Sessions
import Terminal

extension DriftCall {
  /// `drift suppress`: a change that needs no report, for a reason and a time.
  func suppress(_ changes: [String]) throws -> ExitCode {
    guard !changes.isEmpty else {
      throw DriftUsage.missing("a fingerprint, or OFFER#/pointer with * for any element")
    }
    guard let reason = call[.reason], !reason.isEmpty else {
      throw DriftUsage.missing("--reason TEXT, why nobody needs to hear of it")
    }
    guard let until = call[.until]?.description else {
      throw DriftUsage.missing("--until DATE, the last day it holds, such as 2027-01-31")
    }
    guard until >= scene.now.prefix(10) else { throw DriftFault.pastDay(until) }
    for change in changes { try checkKnown(change) }
    var file = try scene.places.suppressions()
    for change in changes {
      file.suppressions.removeAll { $0.pattern == change }
      file.suppressions.append(Suppression(pattern: change, reason: reason, until: until))
    }
    call.console.write("\(try scene.places.keep(file))\n")
    return .success
  }

  /// Refuses what could cover no change: it would be believed to.
  private func checkKnown(_ change: String) throws {
    guard let mark = change.firstIndex(of: "#") else {
      guard call[DriftOptions.state] != nil else {
        throw DriftUsage.missing("--state FILE, which the run that saw the change wrote")
      }
      guard try state().sightings[change] != nil else {
        throw DriftFault.unknownFingerprint(change)
      }
      return
    }
    let subject = String(change[..<mark])
    guard subject == "*" || scene.subjects.contains(where: { $0.id == subject }) else {
      throw DriftUsage.noSubject([subject], known: scene.subjects.map(\.id))
    }
    guard JSONPointer(String(change[mark...].dropFirst())) != nil else {
      throw DriftUsage.missing("a JSON pointer behind the #, as /input/size")
    }
  }
}
