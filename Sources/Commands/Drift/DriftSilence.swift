import Drift
import Goldens

/// `drift suppress`: a change that nobody needs to hear of, for a reason and a time.
struct DriftSilence {
  let desk: DriftDesk
  let changes: [String]

  init(_ call: Invocation, changes: [String]) throws {
    desk = try DriftDesk(call, [])
    self.changes = changes
  }

  func run() throws -> ExitCode {
    let call = desk.call
    guard !changes.isEmpty else {
      throw DriftUsage.missing("a fingerprint, or OFFER#/pointer with * for any element")
    }
    guard let reason = call[.reason], !reason.isEmpty else {
      throw DriftUsage.missing("--reason TEXT, why nobody needs to hear of it")
    }
    guard let until = call[DriftOptions.silentUntil] else {
      throw DriftUsage.missing("--until DAY, the last day it holds, as 2027-01-31")
    }
    guard Suppression.isDay(until) else { throw DriftFault.notADate(until) }
    var file = try desk.suppressions()
    for change in changes {
      file.suppressions.removeAll { $0.pattern == change }
      file.suppressions.append(Suppression(pattern: change, reason: reason, until: until))
    }
    let place = try desk.layers.place(own: "suppressions.json", shared: "golden/suppressions.json")
    try place.folder.write(file.bytes, to: place.path)
    call.console.write("\(place.folder.path(of: place.path))\n")
    return .success
  }
}
