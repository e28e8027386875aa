import Conformance
import Contract
import Exploring
import Reports
import Sessions
import Terminal

extension Invocation {
  /// Tells of a search in every report, as issues and as kept asks, as far as the call asks for them.
  ///
  /// Of one ask the requirements have their say as well.
  func tell(
    _ found: Explorer.Findings,
    _ judged: JudgedAsk? = nil,
    of laws: [Law],
    at plan: SessionPlan,
    milliseconds: Double
  ) throws -> Tally {
    let requirements = judged == nil ? [] : plan.sources.requirements.all
    var sinks = sinks(explaining: requirements + laws.map(\.stated))
    let results =
      (judged?.results ?? [])
      + plan.results(of: laws, found, isStrict: self[.strict], again: againOptions)
    let tally = sinks.record(
      results,
      from: plan.beginning(found, asked: judged?.ask, caseCount: results.count),
      to: RunEnding(milliseconds: milliseconds),
      at: console
    )
    try ReportSink.close(sinks, self)
    if let place = self[ExploreOptions.issue] {
      let text = IssueText(gateway: plan.subject.name, plan.subject.profile)
      let issues = (judged.map { text.texts(of: $0, plan.sources.requirements) } ?? [])
      try place.write(Array(text.text(of: found.discoveries, beside: issues).utf8), self)
    }
    if self[ExploreOptions.keeps] {
      try keep((judged?.broken ?? []) + found.discoveries.map { $0.kept(on: nil) })
    }
    return tally
  }

  /// The options that lead to the same gateway again.
  var againOptions: String { AgainCommand(self, deciding: GatewayOptions.deciding).options }

  /// Saves what broke where `check` asks it for ever.
  private func keep(_ asks: [KeptAsk]) throws {
    let kept = try goldenLayers().keep(
      asks,
      on: today,
      isFrozen: isFrozen
    )
    for file in kept where !isQuiet { console.writeError("kept \(shown(file))\n") }
  }
}
