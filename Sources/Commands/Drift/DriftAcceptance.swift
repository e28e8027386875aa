import Drift
import Goldens

/// `drift accept`: what the last run saw becomes the baseline, and the catalog's edit is proposed.
struct DriftAcceptance {
  let desk: DriftDesk
  /// The changes to accept; all where none is named.
  let fingerprints: [String]

  private var call: Invocation { desk.call }

  func run() throws -> ExitCode {
    guard call[DriftOptions.state] != nil else {
      throw DriftUsage.missing("--state FILE, which the run that saw the change wrote")
    }
    var state = try desk.state()
    let kept = try desk.keptBaselines()
    let baselines = try kept.all()
    var open = Set(fingerprints)
    for subject in desk.subjects {
      guard let observed = state.subjects[subject.id]?.observed,
        var baseline = baselines[subject.id]
      else { continue }
      let changes = observed.changes(
        from: baseline.portrait,
        at: subject.id,
        source: .answer,
        evidence: "the last run"
      )
      let own = Set(changes.map(\.fingerprint))
      guard fingerprints.isEmpty || !own.isDisjoint(with: open) else { continue }
      open.subtract(own)
      baseline.portrait = baseline.portrait.accepting(observed)
      try kept.write(baseline, as: subject.fileName)
      call.console.write("accepted \(kept.folder.path(of: subject.fileName))\n")
      tell(changes, of: subject)
      state.subjects[subject.id]?.observed = nil
      for fingerprint in own { state.sightings[fingerprint] = nil }
    }
    if let unknown = open.min() { throw DriftFault.unknownFingerprint(unknown) }
    try desk.keep(state)
    return .success
  }

  private func tell(_ changes: [Change], of subject: Subject) {
    for change in changes {
      call.console.write("  \(change.fingerprint) \(change.rule.id) \(change.pointer)\n")
    }
    let edits = changes.compactMap { CatalogEdit($0, at: subject).text }
    guard !edits.isEmpty else { return }
    call.console.write("the catalog says otherwise; to edit:\n\(edits.joined())")
  }
}
