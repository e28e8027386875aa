import CanonicalJSON
import Conformance
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
    let laws = try sources.laws(named: call[ExploreOptions.laws])
    try call.tryWriting(to: ExploreOptions.places(call))
    let ask = call[ExploreOptions.ask]
    kept =
      try ask.map { ask in laws.map { KeptAsk(law: $0.id, ask: ask, found: nil) } }
      ?? sources.keptAsks().map(\.kept)
    let asked = ask?.fields["model"]?.stringValue
    self.laws = laws
    run = ExploreRun(
      plan,
      names: asked.map { [$0] } ?? call[.models],
      laws: laws,
      seed: UInt64(call[ExploreOptions.seed]),
      jobs: call[RunOptions.jobs],
      maps: try call.mapFolder().kept([])
    )
  }

  func run() async throws -> ExitCode {
    let start = call.console.milliseconds()
    let goesOn = ExploreOptions.length(call).goesOn(by: call.console.milliseconds)
    let say: @Sendable (String) -> Void = { if !call.isQuiet { call.console.writeError($0) } }
    let (found, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await run.explored(kept: kept, while: goesOn) {
        say("\($0.id): after \($0.after) asks\n")
      }
    }
    let time = call.console.milliseconds() - start
    let tally = try call.tell(found, of: laws, at: run.plan, milliseconds: time)
    say(found.summary(milliseconds: time) + "\n")
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }
}
