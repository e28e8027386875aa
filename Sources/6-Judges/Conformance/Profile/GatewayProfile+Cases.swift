package import Contract

extension GatewayProfile {
  /// The suite with what the profile does not claim skipped instead of asked.
  package func narrowed(_ suite: Suite) -> Suite {
    Suite(
      suite.cases.map { item in
        let reasons = item.requirements.map(reasonNotToClaim)
        guard !reasons.isEmpty, !reasons.contains(nil) else { return item }
        return item.skipped { "not claimed: \(reasonNotToClaim($0) ?? "")" }
      }
    )
  }

  /// The result with failures of what is not claimed taken for skipped.
  package func excused(_ result: CaseResult) -> CaseResult {
    var result = result
    for index in result.findings.indices {
      guard [.failed, .differs].contains(result.findings[index].verdict),
        let reason = reasonNotToClaim(result.findings[index].requirement)
      else { continue }
      result.findings[index].verdict = .skipped
      result.findings[index].why = "not claimed: \(reason)"
    }
    return result
  }
}
