import CanonicalJSON
import Conformance
import Contract
import Exploring
import Reports
import Sessions
import Terminal

/// What a search came to, in every report that a call asks for.
struct ExploreReport {
  private let call: Invocation
  private let plan: SessionPlan
  private let laws: [Law]

  init(_ call: Invocation, _ plan: SessionPlan, _ laws: [Law]) {
    self.call = call
    self.plan = plan
    self.laws = laws
  }

  /// Writes the reports, and counts what they tell.
  func report(
    _ found: Explorer.Findings,
    asked: Ask? = nil,
    milliseconds: Double
  ) throws -> Tally {
    var sinks = call.sinks(explaining: laws.map(\.stated))
    let again = AgainCommand(call, deciding: ExploreOptions.deciding).options
    let strictness = plan.subject.strictness(isStrict: call[.strict])
    let results = found.results(
      of: laws,
      strictness,
      again: again,
      at: plan.subject.profile
    )
    var gateway: JSONObject = [
      "name": .string(plan.subject.name), "asks": .integer(found.asks),
    ]
    if let asked { gateway.append("asked", asked.json) }
    let beginning = RunBeginning(
      contract: plan.sources.requirements.revision,
      gateway: gateway,
      caseCount: results.count
    )
    let ending = RunEnding(milliseconds: milliseconds)
    let tally = sinks.record(results, from: beginning, to: ending, call.console)
    try ReportSink.close(sinks, call)
    return tally
  }

  /// Writes what was found as issues for the gateway's tracker.
  func write(_ discoveries: [Discovery], to place: Destination) throws {
    let text = IssueText(gateway: plan.subject.name, plan.subject.profile)
    try place.write(Array(text.text(of: discoveries).utf8), call)
  }
}

extension Invocation {
  /// Saves what broke where `check` asks it for ever.
  func keep(_ discoveries: [Discovery]) throws {
    let kept = try goldenLayers().keep(
      discoveries,
      on: today,
      isFrozen: console.environment["CI"] == "true"
    )
    for file in kept where !isQuiet { console.writeError("kept \(shown(file))\n") }
  }
}
