package import CanonicalJSON
package import Catalog

/// An event of a run, told to reports in the order of the suite whatever finishes first.
package enum RunEvent: Sendable, Equatable {
  case began(RunBeginning)
  case finished(CaseResult)
  case ended(RunEnding)
}

/// The facts that are known before the first case.
package struct RunBeginning: Sendable, Equatable {
  /// The contract's revision.
  package var contract: Int
  /// The gateway that is judged: a name, and whatever else a report should carry.
  package var gateway: JSONObject
  package var caseCount: Int
  /// Which share of a larger run it is; nil for a run that is whole.
  package var shard: RunShard?
  package var facts: RunFacts

  package init(
    contract: Int,
    gateway: JSONObject,
    caseCount: Int,
    shard: RunShard? = nil,
    facts: RunFacts = RunFacts()
  ) {
    self.contract = contract
    self.gateway = gateway
    self.caseCount = caseCount
    self.shard = shard
    self.facts = facts
  }
}

/// One of several shares of a run, and what tells that run from others.
package struct RunShard: Sendable, Equatable {
  /// Counted from 1.
  package var index: Int
  package var count: Int
  /// How many cases the whole run has.
  package var caseCount: Int
  /// A digest of the names of all its cases.
  package var suite: String

  package init(index: Int, count: Int, caseCount: Int, suite: String) {
    self.index = index
    self.count = count
    self.caseCount = caseCount
    self.suite = suite
  }
}

/// One case with all that was found in it.
package struct CaseResult: Sendable, Equatable {
  package var caseID: String
  package var findings: [Finding]
  /// Its ledger of pictures and money; nil where no pictures were asked for.
  package var ledger: Ledger?

  package init(caseID: String, findings: [Finding], ledger: Ledger? = nil) {
    self.caseID = caseID
    self.findings = findings
    self.ledger = ledger
  }
}

/// The facts that are known after the last case.
package struct RunEnding: Sendable, Equatable {
  package var milliseconds: Double
  /// Cases that were chosen and not run, because the run stopped early.
  package var unrunCount: Int

  package init(milliseconds: Double, unrunCount: Int = 0) {
    self.milliseconds = milliseconds
    self.unrunCount = unrunCount
  }
}

extension CaseResult {
  /// The one verdict that stands for the case: the worst of its findings.
  package var verdict: Verdict {
    let worstFirst: [Verdict] = [
      .failed, .errored, .flaky, .fixed, .differs, .known, .passed, .skipped,
    ]
    let given = Set(findings.map(\.verdict))
    return worstFirst.first { given.contains($0) } ?? .passed
  }
}
