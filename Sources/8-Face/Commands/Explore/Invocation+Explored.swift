import Conformance
import Contract
import Exploring
import Reports
import Sessions
import Terminal

extension Invocation {
  /// Tells of a search in every report, as issues and as kept asks, as far as the call asks for them.
  func tell(
    _ found: Explorer.Findings,
    of laws: [Law],
    at plan: SessionPlan,
    asked: Ask? = nil,
    milliseconds: Double
  ) throws -> Tally {
    var sinks = sinks(explaining: laws.map(\.stated))
    let again = AgainCommand(self, deciding: GatewayOptions.deciding).options
    let results = plan.results(of: laws, found, isStrict: self[.strict], again: again)
    let tally = sinks.record(
      results,
      from: plan.beginning(found, asked: asked, caseCount: results.count),
      to: RunEnding(milliseconds: milliseconds),
      at: console
    )
    try ReportSink.close(sinks, self)
    if let place = self[ExploreOptions.issue] {
      let text = IssueText(gateway: plan.subject.name, plan.subject.profile)
      try place.write(Array(text.text(of: found.discoveries).utf8), self)
    }
    if self[ExploreOptions.keeps] { try keep(found.discoveries) }
    return tally
  }

  /// Saves what broke where `check` asks it for ever.
  private func keep(_ discoveries: [Discovery]) throws {
    let kept = try goldenLayers().keep(
      discoveries,
      on: today,
      isFrozen: isFrozen
    )
    for file in kept where !isQuiet { console.writeError("kept \(shown(file))\n") }
  }
}
