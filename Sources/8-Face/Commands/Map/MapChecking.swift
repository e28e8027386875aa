import CanonicalJSON
import Catalog
import Conformance
import Contract
import Mapping
import Terminal
import Reports
import Sessions

/// `map --check`: asks again what the maps hold, and reports each change.
struct MapChecking {
  private let call: Invocation
  private let plan: SessionPlan
  private let maps: [GatewayMap]

  init(_ call: Invocation) throws {
    self.call = call
    try call.tryWriting(to: call[.reports].map(\.place))
    let files = try MapFiles(call)
    maps = try files.kept(call.operands)
    guard !maps.isEmpty else { throw MapUsage.noMaps(folder: call.shown(files.path)) }
    var plan = try call.sessionPlan(call.caseSources())
    plan.isLenient = true
    plan.firstModel = maps.flatMap(\.offers).first { $0.mode == Mode.textToImage.rawValue }?.model
    self.plan = plan
  }

  func run() async throws -> ExitCode {
    let start = call.console.milliseconds()
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await Session.open(plan) { try await self.results(in: $0) }
    }
    var sinks = ReportSink.all(call, explaining: MapRequirements.all)
    var tally = Tally()
    let options = AgainCommand(call, deciding: MapOptions.deciding).options
    let cases = found.flatMap { $0.results(again: options) }
    let beginning = RunBeginning(
      contract: plan.sources.requirements.revision,
      gateway: ["name": .string(plan.subject.name)],
      caseCount: cases.count
    )
    let ending = RunEnding(milliseconds: call.console.milliseconds() - start)
    let events: [RunEvent] = [.began(beginning)] + cases.map(RunEvent.finished) + [.ended(ending)]
    for event in events {
      if case .finished(let result) = event { tally.count(result.verdict) }
      for index in sinks.indices { sinks[index].record(event, call.console) }
    }
    try ReportSink.close(sinks, call)
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }

  private func results(in session: Session) async throws -> [MapCheck.Result] {
    guard let witness = session.witness else { throw MapUsage.nobodyToAsk }
    let mapper = GatewayMapper(
      gateway: plan.subject.name,
      version: nil,
      date: "",
      jobs: plan.subject.jobs(asked: call[CheckRun.jobs]),
      put: MapSpending(plan).paying { try await witness.sides(of: $0) }
    )
    var results: [MapCheck.Result] = []
    for offer in maps.flatMap(\.offers) {
      let points = points(of: offer)
      guard !points.isEmpty, let mode = Mode(rawValue: offer.mode) else { continue }
      let asker = mapper.asker(of: MapSubject(name: offer.model, mode: mode))
      results.append(try await MapCheck(offer, asking: asker).result(of: points))
    }
    return results
  }

  /// All that the map holds, or a tenth, or what the call names.
  private func points(of offer: OfferMap) -> [MapCheck.Point] {
    let named = call.operands.filter { $0.hasPrefix("map/") }
    let points = call[MapOptions.fast] ? offer.fewPoints : offer.points
    guard !named.isEmpty else { return points }
    return points.filter { point in
      named.contains { MapChange.id(of: point.ask, in: offer) == $0 }
    }
  }
}
