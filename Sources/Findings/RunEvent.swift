package import CanonicalJSON

/// What a run tells those who report it, in the order of the suite whatever finishes first.
package enum RunEvent: Sendable, Equatable {
  case began(RunBeginning)
  case finished(CaseResult)
  case ended(RunEnding)
}

/// What is known before the first case.
package struct RunBeginning: Sendable, Equatable {
  /// The contract's revision.
  package var contract: Int
  /// Who is judged: a name, and whatever else a report should carry.
  package var gateway: JSONObject
  package var caseCount: Int

  package init(contract: Int, gateway: JSONObject, caseCount: Int) {
    self.contract = contract
    self.gateway = gateway
    self.caseCount = caseCount
  }
}

/// One case with all that was found in it.
package struct CaseResult: Sendable, Equatable {
  package var caseID: String
  package var findings: [Finding]

  package init(caseID: String, findings: [Finding]) {
    self.caseID = caseID
    self.findings = findings
  }
}

/// What is known after the last case.
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
