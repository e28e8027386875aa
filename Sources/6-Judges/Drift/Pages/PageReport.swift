package import Catalog
package import Contract
import CanonicalJSON

/// What published pages say otherwise than is known of them.
package struct PageReport: Sendable {
  package struct Entry: Sendable {
    package var page: ModelPage
    package var source: String
    /// Nil where nobody knows the model.
    package var known: ModelPage?
    package var changes: [Judged] = []
    /// The parts that the page could not show.
    package var untold: [String] = []
  }

  package private(set) var entries: [Entry] = []
  /// Pages that could not be read, and why.
  package private(set) var unreadable: [(source: String, why: String)] = []

  package init() {}

  package mutating func add(unreadable source: String, why: String) {
    unreadable.append((source, why))
  }

  /// Judges one page; a page is a document that was written on purpose, so that seeing it once is enough.
  package mutating func add(
    _ page: ModelPage,
    from source: String,
    against pages: KnownPages,
    touches: PageTouchFinder,
    suppressions: [Suppression],
    now: String
  ) {
    var entry = Entry(page: page, source: source)
    if let known = pages.page(of: page.model) {
      entry.known = known
      entry.untold = page.untold(of: known)
      entry.changes = page.changes(from: known, evidence: source).map { change in
        let silence = suppressions.first { !$0.isOver(today: now) && $0.covers(change) }
        return Judged(
          change: change,
          standing: silence.map { .suppressed(reason: $0.reason, until: $0.until) } ?? .confirmed,
          firstSeen: now,
          touches: touches.touches(change, in: pages.file(of: known.model))
        )
      }
    }
    entries.append(entry)
  }

  package var ending: DriftReport.Ending {
    if entries.contains(where: { $0.changes.contains(where: \.isBreach) }) { return .breaking }
    if !unreadable.isEmpty { return .needsPerson }
    return entries.contains { $0.known != nil } ? .fine : .unknown
  }
}

extension PageReport {
  package func events(
    contract: Int,
    milliseconds: Double,
    again: (String) -> String
  ) -> [RunEvent] {
    let results =
      entries.map { $0.result(again: again($0.source)) }
      + unreadable.map { PageReport.result(unreadable: $0.source, $0.why, again: again($0.source)) }
    let beginning = RunBeginning(
      contract: contract,
      gateway: ["name": "published pages"],
      caseCount: results.count
    )
    return [.began(beginning)] + results.map(RunEvent.finished)
      + [.ended(RunEnding(milliseconds: milliseconds))]
  }

  private static func result(unreadable source: String, _ why: String, again: String)
    -> CaseResult
  {
    let id = "drift/pages/\(source)"
    let finding = Finding(
      caseID: id,
      requirement: "drift.quarantine",
      level: .policy,
      verdict: .errored,
      side: .suite,
      why: why,
      again: again
    )
    return CaseResult(caseID: id, findings: [finding])
  }
}

extension PageReport.Entry {
  private var caseID: String { "drift/pages/\(known?.model ?? page.model)" }

  fileprivate func result(again: String) -> CaseResult {
    var findings = changes.map { $0.finding(caseID, again: again) }
    if known == nil {
      findings.append(
        told(
          "drift.page-unknown",
          .skipped,
          why: "nobody knows \(page.model); \(source)",
          again: again
        )
      )
    } else if findings.isEmpty {
      findings.append(told("drift.unchanged", .passed, why: "unchanged: \(source)", again: again))
    }
    if !untold.isEmpty {
      let cause = page.isCut ? "breaks off and" : "is of a kind that"
      let why = "\(source) \(cause) tells nothing of \(untold.joined(separator: ", "))"
      findings.append(told("drift.page-untold", .skipped, why: why, again: again))
    }
    return CaseResult(caseID: caseID, findings: findings)
  }

  private func told(_ requirement: String, _ verdict: Verdict, why: String, again: String)
    -> Finding
  {
    Finding(
      caseID: caseID,
      requirement: requirement,
      level: .policy,
      verdict: verdict,
      side: .suite,
      why: why,
      again: again
    )
  }
}
