package import Contract
import CanonicalJSON

/// The failures of a gateway that are expected, and the contract's revision that they were written for.
package struct Baseline: Sendable, Equatable {
  /// The newest revision whose requirements were adopted; nil where there is no file.
  package var contract: Int?
  package var failures: [ExpectedFailure]

  package init(contract: Int? = nil, failures: [ExpectedFailure] = []) {
    self.contract = contract
    self.failures = failures
  }

  /// The result with what was expected told apart from what was not.
  package func assess(
    _ result: CaseResult,
    of item: Case,
    _ requirements: RequirementList,
    on today: Day
  ) -> CaseResult {
    // A requirement may be held twice in a case: what still fails in one place is not fixed in another.
    let unmet = Set(
      result.findings.filter { [.failed, .differs].contains($0.verdict) }.map(\.requirement)
    )
    var result = result
    for index in result.findings.indices {
      let finding = result.findings[index]
      guard finding.verdict != .passed || !unmet.contains(finding.requirement) else { continue }
      result.findings[index] = assess(finding, of: item, requirements, on: today)
    }
    return result
  }

  private func assess(
    _ finding: Finding,
    of item: Case,
    _ requirements: RequirementList,
    on today: Day
  ) -> Finding {
    guard let failure = failures.first(where: { $0.covers(finding.requirement, in: item) }) else {
      return isNew(finding, requirements) ? Baseline.new(finding) : finding
    }
    var finding = finding
    switch finding.verdict {
    case .failed, .differs:
      if let until = failure.until, failure.isOver(on: today) {
        finding.explain("expected until \(until) only: \(failure.reason)")
        return finding
      }
      finding.verdict = .known
      finding.explain("expected: \(failure.reason)")
    case .passed:
      finding.verdict = .fixed
      finding.explain("was expected to fail: \(failure.reason); drop it with --prune-expected")
    case .known, .fixed, .flaky, .skipped, .errored: return finding
    }
    if let place = failure.place { finding.notes["expectation"] = .string("\(place)") }
    return finding
  }

  private func isNew(_ finding: Finding, _ requirements: RequirementList) -> Bool {
    guard let contract, finding.verdict == .failed,
      let since = requirements[finding.requirement]?.since
    else { return false }
    return since > contract
  }

  /// Lets a requirement that came after the file was written fail no gateway until it is adopted.
  private static func new(_ finding: Finding) -> Finding {
    var finding = finding
    finding.verdict = .differs
    finding.notes["new"] = true
    finding.explain("new in the contract: adopt it with --write-expected, or meet it")
    return finding
  }
}

extension Finding {
  /// Says something first, and what it said before after that.
  fileprivate mutating func explain(_ text: String) {
    why = why.map { "\(text) (\($0))" } ?? text
  }
}
