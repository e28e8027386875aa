package import Contract
import CanonicalJSON

/// Gathers what a run found, and says what its gateway's baseline should be from now on.
package struct BaselineWriter: Sendable {
  /// How one requirement did in one case.
  private struct Outcome {
    var item: Case
    var requirement: String
    var hasFailed: Bool
  }

  private let old: Baseline
  private var outcomes: [Outcome] = []

  package init(_ old: Baseline) { self.old = old }

  /// Counts what was found out; what was skipped or could not be found out says nothing.
  package mutating func record(_ result: CaseResult, of item: Case) {
    for (requirement, findings) in Dictionary(grouping: result.findings, by: \.requirement) {
      let verdicts = Set(findings.map(\.verdict))
      let hasFailed =
        !verdicts.isDisjoint(with: [.failed, .known])
        || findings.contains { $0.notes["new"] == true }
      guard hasFailed || !verdicts.isDisjoint(with: [.passed, .fixed, .differs]) else { continue }
      outcomes.append(Outcome(item: item, requirement: requirement, hasFailed: hasFailed))
    }
  }

  /// The words written for failures that no line speaks of yet.
  package struct Word: Sendable {
    package var reason: String
    package var until: Day?
    package var today: Day

    package init(reason: String, until: Day?, today: Day) {
      self.reason = reason
      self.until = until
      self.today = today
    }
  }

  /// The baseline after a run of every case, in which every failure is expected.
  ///
  /// One line for a requirement at an offer, or for each case where only some of them fail. A failure
  /// that was expected keeps its reason and its day, unless that is over.
  package func rewritten(_ word: Word, revision: Int) -> Baseline {
    var failures: [ExpectedFailure] = []
    let groups = Dictionary(grouping: outcomes) { [$0.requirement, $0.item.offerName ?? ""] }
    for outcomes in groups.values {
      let failed = outcomes.filter(\.hasFailed)
      let isWhole = failed.count == outcomes.count
      for outcome in isWhole ? Array(failed.prefix(1)) : failed {
        failures.append(failure(outcome, word, isForCase: !isWhole))
      }
    }
    return Baseline(contract: revision, failures: failures)
  }

  /// The baseline after a run of some cases: what stands stays, and new failures are added case by case.
  package func extended(_ word: Word, revision: Int) -> Baseline {
    let standing = old.failures.filter { !$0.isOver(on: word.today) }
    let new = outcomes.filter { outcome in
      outcome.hasFailed
        && !standing.contains { $0.covers(outcome.requirement, in: outcome.item) }
    }
    return Baseline(
      contract: old.contract ?? revision,
      failures: standing + new.map { failure($0, word, isForCase: true) }
    )
  }

  /// The baseline without the lines whose every case passed in this run.
  package func pruned() -> Baseline {
    var pruned = old
    pruned.failures.removeAll { failure in
      let about = outcomes.filter { failure.covers($0.requirement, in: $0.item) }
      return !about.isEmpty && !about.contains(where: \.hasFailed)
    }
    return pruned
  }

  private func failure(_ outcome: Outcome, _ word: Word, isForCase: Bool) -> ExpectedFailure {
    let before = old.failures.first {
      $0.covers(outcome.requirement, in: outcome.item) && !$0.isOver(on: word.today)
    }
    return ExpectedFailure(
      requirement: outcome.requirement,
      offer: outcome.item.offerName,
      caseID: isForCase ? outcome.item.id : nil,
      reason: before?.reason ?? word.reason,
      until: before == nil ? word.until : before?.until
    )
  }
}
