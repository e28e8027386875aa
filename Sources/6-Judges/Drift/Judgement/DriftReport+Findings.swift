import Bytes
package import Contract
import CanonicalJSON

extension DriftReport {
  /// The report as the events of a run, so that every kind of report can tell it.
  ///
  /// `again` makes of the command that looks at a subject the one that looks at it as this run did.
  package func events(
    contract: Int,
    milliseconds: Double,
    again: (String) -> String = { $0 }
  ) -> [RunEvent] {
    var results = entries.map(\.result) + entries.compactMap(\.catalogSection) + leftovers
    for index in results.indices {
      for number in results[index].findings.indices {
        let plain = results[index].findings[number].again
        results[index].findings[number].again = plain.map(again)
      }
    }
    let beginning = RunBeginning(
      contract: contract,
      gateway: ["name": "providers", "spent": .string("\(spent)")],
      caseCount: results.count
    )
    return [.began(beginning)] + results.map(RunEvent.finished)
      + [.ended(RunEnding(milliseconds: milliseconds))]
  }

  /// Suppressions that are no longer needed.
  private var leftovers: [CaseResult] {
    let findings =
      unused.map { leftover($0, "it covers no change: remove it") }
      + expired.map { leftover($0, "its day \($0.until) is past: decide anew") }
    return findings.isEmpty ? [] : [CaseResult(caseID: "drift/suppressions", findings: findings)]
  }

  private func leftover(_ suppression: Suppression, _ why: String) -> Finding {
    Finding(
      caseID: "drift/suppressions",
      requirement: "drift.suppression",
      level: .policy,
      verdict: .differs,
      side: .suite,
      actual: .string(suppression.pattern),
      why: "\(why) (\(suppression.reason))"
    )
  }
}

extension DriftReport.Entry {
  var caseID: String { "drift/\(subject.id)" }

  var result: CaseResult {
    var findings = changes.filter { !$0.isOfTheCatalog }.map { $0.finding(caseID, again: again) }
    for entry in troubles { findings.append(finding(entry.kind, entry.trouble)) }
    if findings.isEmpty { findings.append(quiet) }
    if let trend { findings.append(finding(trend)) }
    return CaseResult(caseID: caseID, findings: findings)
  }

  /// Worth knowing, whichever way it goes.
  private func finding(_ trend: TrafficTrend) -> Finding {
    Finding(
      caseID: caseID,
      requirement: "drift.trend",
      level: .policy,
      verdict: .passed,
      side: .upstream,
      why: "\(trend)",
      again: again
    )
  }

  /// The differences of the catalog from the provider's document: a section of its own, never breaking.
  var catalogSection: CaseResult? {
    let caseID = "drift/catalog/\(subject.id)"
    let findings = changes.filter(\.isOfTheCatalog).map { $0.finding(caseID, again: again) }
    return findings.isEmpty ? nil : CaseResult(caseID: caseID, findings: findings)
  }

  private var quiet: Finding {
    let kinds = DriftJob.Kind.allCases.filter { compared.contains($0) }.map(\.rawValue)
    return Finding(
      caseID: caseID,
      requirement: "drift.unchanged",
      level: .policy,
      verdict: isHeld ? .passed : .skipped,
      side: .upstream,
      why: isHeld
        ? "unchanged: \((kinds + (hasTraffic ? ["traffic"] : [])).joined(separator: ", "))\(earlier)"
        : "there is no baseline to hold it against: touchstone drift learn \(subject.id)",
      again: again
    )
  }

  /// When what was not looked at this time was seen last.
  private var earlier: String {
    let others = DriftJob.Kind.allCases.filter { !compared.contains($0) }
      .compactMap { kind in lastSeen[kind.rawValue].map { "\(kind.rawValue) \($0.prefix(10))" } }
    return others.isEmpty ? "" : "; last seen: \(others.joined(separator: ", "))"
  }

  private func finding(_ kind: DriftJob.Kind, _ trouble: Trouble) -> Finding {
    Finding(
      caseID: caseID,
      requirement: trouble.requirement,
      level: .policy,
      verdict: isErrored(trouble) ? .errored : .skipped,
      side: .upstream,
      why: "\(kind.rawValue): \(trouble)\(age(trouble))",
      again: again
    )
  }

  private func isErrored(_ trouble: Trouble) -> Bool {
    if case .unreachable = trouble { return unreachable >= patience }
    return trouble.needsPerson
  }

  /// How long ago it was verified, where it was left out this time.
  private func age(_ trouble: Trouble) -> String {
    switch trouble {
    case .unreachable: "; silent for \(unreachable.counted("run")) in a row"
    case .unaffordable, .unpriced, .missingKey:
      verified.isEmpty ? "; never verified" : "; last verified \(verified.prefix(10))"
    case .refusedKey, .blockedAccount, .unreadable: ""
    }
  }

  private var again: String { "touchstone drift \(subject.id)" }
}
