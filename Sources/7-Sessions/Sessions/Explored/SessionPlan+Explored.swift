import CanonicalJSON
package import Conformance
package import Contract
package import Exploring

extension SessionPlan {
  /// The findings of a search as results of laws; `again` are the options that lead to the same gateway.
  package func results(
    of laws: [Law],
    _ found: Explorer.Findings,
    isStrict: Bool,
    again: String
  ) -> [CaseResult] {
    found.results(
      of: laws,
      subject.strictness(isStrict: isStrict),
      again: again,
      at: subject.profile
    )
  }

  /// How a report of a search begins, or of what came of one ask.
  package func beginning(
    _ found: Explorer.Findings,
    asked: Ask?,
    caseCount: Int
  ) -> RunBeginning {
    var gateway: JSONObject = ["name": .string(subject.name), "asks": .integer(found.asks)]
    if let asked { gateway.append("asked", asked.json) }
    return RunBeginning(
      contract: sources.requirements.revision,
      gateway: gateway,
      caseCount: caseCount
    )
  }
}
