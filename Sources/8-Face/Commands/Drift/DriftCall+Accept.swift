import Contract
import Drift
import Files
import Terminal

extension DriftCall {
  /// `drift accept`: what the last run saw becomes the baseline, and the catalog's edit is proposed.
  func accept(_ fingerprints: [String]) throws -> ExitCode {
    guard call[DriftOptions.state] != nil else {
      throw DriftUsage.missing("--state FILE, which the run that saw the change wrote")
    }
    var state = try state()
    let kept = try places.keptBaselines()
    var open = Set(fingerprints)
    for accepted in state.accept(&open, of: subjects, over: try kept.all()) {
      let file = accepted.subject.fileName
      try kept.write(accepted.baseline, as: file)
      call.console.write("accepted \(kept.folder.path(of: file))\n")
      tell(accepted)
    }
    if let unknown = open.min() { throw DriftFault.unknownFingerprint(unknown) }
    try keep(state)
    return .success
  }

  private func tell(_ accepted: AcceptedChanges) {
    for change in accepted.changes {
      call.console.write("  \(change.fingerprint) \(change.rule.id) \(change.pointer)\n")
    }
    let edits = accepted.changes.compactMap { CatalogEdit($0, at: accepted.subject).text }
    guard !edits.isEmpty else { return }
    call.console.write("the catalog says otherwise; to edit:\n\(edits.joined())")
  }
}
