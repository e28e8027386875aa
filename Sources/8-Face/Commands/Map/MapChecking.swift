import CanonicalJSON
import Catalog
import Conformance
import Contract
import Mapping
import Reports
import Sessions
import Terminal

/// `map --check`: asks again what the maps hold, and reports each change.
struct MapChecking {
  private let call: Invocation
  private let mapping: MapRun
  private let maps: [GatewayMap]

  init(_ call: Invocation) throws {
    self.call = call
    try call.tryWriting(to: call[.reports].map(\.place))
    let folder = try call.mapFolder()
    maps = try folder.kept(call.operands)
    guard !maps.isEmpty else { throw MapError.noMaps(folder: call.shown(folder.path)) }
    let first = maps.flatMap(\.offers).first { $0.mode == Mode.textToImage.rawValue }
    mapping = try call.mapRun(call.sessionPlan(call.caseSources()), first: first?.model)
  }

  func run() async throws -> ExitCode {
    let start = call.console.milliseconds()
    let named = call.operands.filter { $0.hasPrefix("map/") }
    let isFast = call[MapOptions.fast]
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await mapping.held(maps.flatMap(\.offers)) {
        $0.points(isFast: isFast, named: named)
      }
    }
    var sinks = call.sinks(explaining: MapRequirements.all)
    let options = AgainCommand(call, deciding: MapOptions.deciding).options
    let cases = found.flatMap { $0.results(again: options) }
    let beginning = RunBeginning(
      contract: mapping.plan.sources.requirements.revision,
      gateway: ["name": .string(mapping.plan.subject.name)],
      caseCount: cases.count,
      facts: call.runFacts
    )
    let ending = RunEnding(milliseconds: call.console.milliseconds() - start)
    let tally = sinks.record(cases, from: beginning, to: ending, at: call.console)
    try ReportSink.close(sinks, call)
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }
}
