import CanonicalJSON
package import Catalog

/// Weighs what was seen against what was remembered, and remembers.
package struct Judge: Sendable {
  package var baselines: [String: Baseline]
  package var suppressions: [Suppression]
  package var touches: TouchFinder
  package var confirm: Int
  /// Runs in a row that an endpoint may be silent before that is reported.
  package var patience: Int
  /// RFC 3339, in UTC.
  package var now: String

  package init(
    baselines: [String: Baseline],
    suppressions: [Suppression] = [],
    touches: TouchFinder,
    confirm: Int = 2,
    patience: Int = 3,
    now: String
  ) {
    self.baselines = baselines
    self.suppressions = suppressions
    self.touches = touches
    self.confirm = confirm
    self.patience = patience
    self.now = now
  }

  /// The report on these outcomes; the state is brought up to date.
  ///
  /// Where the run was not `isWhole`, it concludes nothing.
  package func report(
    on outcomes: [Outcome],
    spent: Money,
    isWhole: Bool = true,
    state: inout DriftState
  ) -> DriftReport {
    var entries: [DriftReport.Entry] = []
    for outcome in outcomes { entries.append(entry(outcome, &state)) }
    let seen = outcomes.flatMap { $0.sightings.map(\.change) + $0.catalogChanges }
    let report = DriftReport(
      entries: entries,
      unused: suppressions.filter { item in
        !item.isOver(today: now) && !seen.contains(where: item.covers)
      },
      expired: suppressions.filter { $0.isOver(today: now) },
      hasOpenQuestions: state.sightings.values.contains { sighting in
        sighting.lastSeen != now && sighting.isNews
      },
      spent: spent
    )
    state.isConclusive = isWhole && report.isConclusive
    state.issue = report.issueBody
    if state.isConclusive { state.confirmed = report.newsFingerprints }
    return report
  }

  private func entry(_ outcome: Outcome, _ state: inout DriftState) -> DriftReport.Entry {
    let id = outcome.subject.id
    var standing = state.subjects[id] ?? DriftState.Standing()
    for kind in outcome.compared.union(outcome.unlearned) { standing.verified[kind.rawValue] = now }
    if outcome.hasTraffic { standing.verified[Change.Source.traffic.rawValue] = now }
    standing.unreachable = outcome.isUnreachable ? standing.unreachable + 1 : 0
    forget(outcome, &state)
    let judged = outcome.sightings.map { judge($0.change, $0.count, state: &state) }
    let catalog = outcome.catalogChanges.map { change in
      var judged = Judged(
        change: change,
        standing: suppression(of: change) ?? .catalog,
        firstSeen: now,
        touches: touches.touches(change)
      )
      judged.isOfTheCatalog = true
      return judged
    }
    if !judged.isEmpty { standing.observed = outcome.observed }
    if judged.isEmpty, !outcome.compared.isEmpty { standing.observed = nil }
    state.subjects[id] = standing
    return DriftReport.Entry(
      subject: outcome.subject,
      changes: judged + catalog,
      compared: outcome.compared,
      unlearned: outcome.unlearned,
      troubles: outcome.troubles,
      unreachable: standing.unreachable,
      patience: patience,
      verified: standing.verified.values.max() ?? "",
      hasBaseline: baselines[id] != nil,
      hasTraffic: outcome.hasTraffic,
      lastSeen: standing.verified,
      trend: outcome.trend
    )
  }

  /// A change that was looked for and not found again begins anew when it comes back.
  private func forget(_ outcome: Outcome, _ state: inout DriftState) {
    var sources = Set(
      outcome.compared.map { DriftJob(subject: outcome.subject, kind: $0).source.rawValue }
    )
    if outcome.hasTraffic { sources.insert(Change.Source.traffic.rawValue) }
    let seen = Set(outcome.sightings.map(\.change.fingerprint))
    for (fingerprint, sighting) in state.sightings
    where sighting.subject == outcome.subject.id && !seen.contains(fingerprint)
      && sources.contains(sighting.source)
    {
      state.sightings[fingerprint] = nil
    }
  }

  private func judge(_ change: Change, _ count: Int, state: inout DriftState) -> Judged {
    let fingerprint = change.fingerprint
    let known = state.sightings[fingerprint]
    let streak = (known?.streak ?? 0) + count
    let firstSeen = known?.firstSeen ?? now
    state.sightings[fingerprint] = DriftState.Sighting(
      firstSeen: firstSeen,
      lastSeen: now,
      streak: streak,
      rule: change.rule.id,
      subject: change.subject,
      pointer: change.pointer.description,
      source: change.source.rawValue
    )
    return Judged(
      change: change,
      standing: standing(of: change, streak: streak),
      firstSeen: firstSeen,
      touches: touches.touches(change)
    )
  }

  private func standing(of change: Change, streak: Int) -> Judged.Standing {
    if let suppressed = suppression(of: change) { return suppressed }
    let wanted = change.source == .schema ? 2 : confirm
    if streak < wanted { return .suspected(seen: streak, wanted: wanted) }
    return baselines[change.subject]?.origin == .documented ? .documented : .confirmed
  }

  private func suppression(of change: Change) -> Judged.Standing? {
    suppressions.first { !$0.isOver(today: now) && $0.covers(change) }
      .map { .suppressed(reason: $0.reason, until: $0.until) }
  }
}
