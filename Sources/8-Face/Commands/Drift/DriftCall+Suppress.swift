import Drift

extension DriftCall {
  /// `drift suppress`: a change that nobody needs to hear of, for a reason and a time.
  func suppress(_ changes: [String]) throws -> ExitCode {
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
    var file = try places.suppressions()
    for change in changes {
      file.suppressions.removeAll { $0.pattern == change }
      file.suppressions.append(Suppression(pattern: change, reason: reason, until: until))
    }
    call.console.write("\(try places.keep(file))\n")
    return .success
  }
}
