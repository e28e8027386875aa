/// The changes at one endpoint that are taken for granted from now on.
package struct AcceptedChanges: Sendable {
  package let subject: Subject
  package let changes: [Change]
  package let baseline: Baseline
}

extension DriftState {
  /// Makes what the last run saw of each endpoint its baseline, and forgets its sightings.
  ///
  /// `fingerprints` are the changes to accept, all where none is named; what no endpoint shows stays in it.
  package mutating func accept(
    _ fingerprints: inout Set<String>,
    of endpoints: [Subject],
    over baselines: [String: Baseline]
  ) -> [AcceptedChanges] {
    let acceptsAll = fingerprints.isEmpty
    var accepted: [AcceptedChanges] = []
    for subject in endpoints {
      guard let observed = subjects[subject.id]?.observed, var baseline = baselines[subject.id]
      else { continue }
      let changes = observed.changes(
        from: baseline.portrait,
        at: subject.id,
        source: .answer,
        evidence: "the last run"
      )
      let own = Set(changes.map(\.fingerprint))
      guard acceptsAll || !own.isDisjoint(with: fingerprints) else { continue }
      fingerprints.subtract(own)
      baseline.portrait = baseline.portrait.accepting(observed)
      accepted.append(AcceptedChanges(subject: subject, changes: changes, baseline: baseline))
      subjects[subject.id]?.observed = nil
      for fingerprint in own { sightings[fingerprint] = nil }
    }
    return accepted
  }
}
