import CanonicalJSON
import Catalog
import Conformance
import Contract
import Mapping
import Reports
import Sessions
import Terminal

extension MapVerb {
  /// Asks again what the maps hold, and reports each change.
  static func check(_ call: Invocation) async throws -> ExitCode {
    try call.tryWriting(to: call[.reports].map(\.place))
    let folder = try call.mapFolder()
    let maps = try folder.kept(call.operands)
    guard !maps.isEmpty else { throw MapError.noMaps(folder: call.shown(folder.path)) }
    let first = maps.flatMap(\.offers).first { $0.mode == Mode.textToImage.rawValue }
    let mapping = try call.mapRun(call.sessionPlan(call.caseSources()), first: first?.model)
    let start = call.console.milliseconds()
    let named = call.operands.filter { $0.hasPrefix("map/") }
    let isFast = call[MapOptions.fast]
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await mapping.held(maps.flatMap(\.offers)) { $0.points(isFast: isFast, named: named) }
    }
    let time = call.console.milliseconds() - start
    let tally = try tell(of: found, at: mapping.plan, milliseconds: time, call: call)
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }

  private static func tell(
    of found: [MapCheck.Result],
    at plan: SessionPlan,
    milliseconds: Double,
    call: Invocation
  ) throws -> Tally {
    let options = AgainCommand(call, deciding: MapOptions.deciding).options
    let cases = found.flatMap { $0.results(again: options) }
    let beginning = RunBeginning(
      contract: plan.sources.requirements.revision,
      gateway: ["name": .string(plan.subject.name)],
      caseCount: cases.count,
      facts: call.runFacts
    )
    var sinks = call.sinks(explaining: MapRequirements.all)
    let ending = RunEnding(milliseconds: milliseconds)
    let tally = sinks.record(cases, from: beginning, to: ending, at: call.console)
    try ReportSink.close(sinks, call)
    return tally
  }
}
