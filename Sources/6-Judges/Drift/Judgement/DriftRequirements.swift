package import Contract

/// The requirements that findings of drift name, for the reports that explain them: every rule, and every other end of a run.
package enum DriftRequirements {
  package static let all: [Requirement] =
    Rule.allCases.map { rule in
      Requirement(
        id: rule.requirement,
        level: .policy,
        sentence: rule.sentence,
        source: "touchstone drift rules: \(rule.severity), \(rule.direction)"
      )
    } + others

  private static let others = [
    other("drift.unchanged", "An endpoint is as its baseline has it."),
    other("drift.trend", "How long orders took, and how many failed, is told and never judged."),
    other("drift.no-key", "Without a key a provider is skipped."),
    other("drift.rotate-key", "A key that is refused must be replaced by a person."),
    other("drift.unreachable", "An endpoint that is silent for too many runs is reported."),
    other("drift.quarantine", "An answer that can't be read must be looked at by a person."),
    other("drift.over-budget", "What the budget does not cover is left out and named."),
    other("drift.no-price", "What has no known price is not sent."),
    other("drift.page-unknown", "A page of a model that nobody knows is named."),
    other("drift.page-untold", "A page says what it could not show."),
    other("drift.suppression", "A suppression covers a change, and its day is not past."),
  ]

  private static func other(_ id: String, _ sentence: String) -> Requirement {
    Requirement(id: id, level: .policy, sentence: sentence, source: "touchstone help drift")
  }
}
