package import Contract

extension GatewayProfile {
  /// The suite with everything that the profile does not claim skipped instead of asked, but never safety.
  package func narrowed(_ suite: Suite, _ requirements: RequirementList) -> Suite {
    Suite(
      suite.cases.map { item in
        let reasons = item.requirements.map { id in
          requirements[id]?.level == .safety ? nil : reasonNotToClaim(id)
        }
        if isUnknown(item, requirements) {
          return item.skipped { _ in "its names are nobody's who claims neither API" }
        }
        guard !reasons.isEmpty, !reasons.contains(nil) else { return item }
        return item.skipped { "not claimed: \(reasonNotToClaim($0) ?? "")" }
      }
    )
  }

  /// Whether a case asks for names that only gateways that claim OpenAI's API or Lumenfall's can know.
  private func isUnknown(_ item: Case, _ requirements: RequirementList) -> Bool {
    guard !claims.openAI, !claims.lumenfall, let first = item.question.requirements.first else {
      return false
    }
    return requirements.grounds(of: first, in: item)?.ruling?.isInvention == true
  }

  /// The result with failures of what is not claimed taken for skipped, but for those of safety.
  package func excused(_ result: CaseResult) -> CaseResult {
    var result = result
    for index in result.findings.indices {
      guard [.failed, .differs].contains(result.findings[index].verdict),
        result.findings[index].level != .safety,
        let reason = reasonNotToClaim(result.findings[index].requirement)
      else { continue }
      result.findings[index].verdict = .skipped
      result.findings[index].why = "not claimed: \(reason)"
    }
    return result
  }
}
