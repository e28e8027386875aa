package import Findings

extension GatewayProfile {
  /// The suite with what the profile does not claim skipped instead of asked.
  package func narrowed(_ suite: Suite) -> Suite {
    Suite(
      suite.cases.map { item in
        let reasons = item.requirements.map(reasonNotToClaim)
        guard !reasons.isEmpty, !reasons.contains(nil) else { return item }
        return item.skipped(zip(item.requirements, reasons).map { ($0, $1 ?? "") })
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

extension GatewayProfile.Claims {
  /// What of it the cases must know.
  package var wire: GatewayUnderTest.Claims {
    var claims = GatewayUnderTest.Claims()
    claims.jsonEdits = jsonEdits
    claims.gatewayFaults = gatewayFaults
    claims.failover = failover
    return claims
  }
}

extension Case {
  /// The case, which asks nobody and says why.
  fileprivate func skipped(_ reasons: [(requirement: String, why: String)]) -> Case {
    Case(
      id: id,
      requirements: requirements,
      model: model,
      provider: provider,
      place: place,
      text: text
    ) {
      reasons.map { Judgement($0.requirement, .skipped(why: "not claimed: \($0.why)")) }
    }
  }
}
