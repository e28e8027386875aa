import Bytes
import CanonicalJSON
import Conformance
import Contract
import Exploring
import Reports
import Sessions
import Terminal

/// `explore`: one search, from the first ask to the exit code.
struct Exploration {
  private let call: Invocation
  private let run: ExploreRun
  private let laws: [Law]
  private let kept: [KeptAsk]

  /// Refuses what can't be done before the search instead of after it.
  init(_ call: Invocation) throws {
    self.call = call
    let sources = try call.caseSources()
    let plan = try call.sessionPlan(sources)
    laws = try Exploration.laws(sources.laws(), named: call[ExploreOptions.laws])
    let issue = [call[ExploreOptions.issue]].compactMap(\.self)
    try call.tryWriting(to: call[.reports].map(\.place) + issue)
    if let ask = call[ExploreOptions.ask] {
      kept = laws.map { KeptAsk(law: $0.id, ask: ask, found: nil) }
    } else {
      kept = try sources.keptAsks().map(\.kept)
    }
    let asked = call[ExploreOptions.ask]?.fields["model"]?.stringValue
    run = ExploreRun(
      plan,
      names: asked.map { [$0] } ?? call[.models],
      laws: laws,
      seed: UInt64(call[ExploreOptions.seed]),
      jobs: call[RunOptions.jobs],
      maps: try call.mapFolder().kept([])
    )
  }

  private static func laws(_ all: [Law], named names: [String]) throws -> [Law] {
    try names.isEmpty
      ? all
      : names.map { name in
        let id = name.hasPrefix("law.") ? String(name.dropFirst(4)) : name
        guard let law = all.first(where: { $0.id == id }) else {
          throw HelpError.unknownTopic(
            name,
            suggestion: Suggestion.nearest(to: id, among: all.map(\.id))
          )
        }
        return law
      }
  }

  func run() async throws -> ExitCode {
    let start = call.console.milliseconds()
    let goesOn = goesOn(from: start)
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await run.explored(kept: kept, while: goesOn) { tell($0) }
    }
    let time = call.console.milliseconds() - start
    let output = ExploreReport(call, run.plan, laws)
    let tally = try output.report(found, milliseconds: time)
    if let place = call[ExploreOptions.issue] { try output.write(found.discoveries, to: place) }
    if call[ExploreOptions.keeps] { try call.keep(found.discoveries) }
    tell(found, milliseconds: time)
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }

  /// Whether a search that has put so many asks goes on.
  private func goesOn(from start: Double) -> @Sendable (Int) -> Bool {
    if call[ExploreOptions.ask] != nil { return { _ in false } }
    if let most = call[ExploreOptions.asks] { return { $0 < most } }
    let clock = call.console.milliseconds
    let end = start + Double(call[ExploreOptions.seconds] ?? 30) * 1000
    return { _ in clock() < end }
  }

  /// Says on the error stream what was found, as it is found.
  private func tell(_ discovery: Discovery) {
    guard !call.isQuiet else { return }
    call.console.writeError("\(discovery.id): after \(discovery.after) asks\n")
  }

  private func tell(_ found: Explorer.Findings, milliseconds: Double) {
    guard !call.isQuiet else { return }
    call.console.writeError(found.summary(milliseconds: milliseconds) + "\n")
  }
}
