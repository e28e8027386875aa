import CanonicalJSON
import Conformance
import Exploring
import Reports
import Sessions
import Terminal

/// `reproduce`: calls that people pasted, at the gateway, before every requirement that speaks of them and every law.
struct Reproduction {
  private let call: Invocation
  private let sources: CaseSources
  private let plan: SessionPlan
  private let asks: [Ask]
  private let other: SessionPlan?

  init(_ call: Invocation) throws {
    self.call = call
    let sources = try call.caseSources()
    self.sources = sources
    plan = try call.sessionPlan(sources)
    try call.tryWriting(to: ExploreOptions.places(call))
    let model = call[.models].last
    asks = try Reproduction.asks(call).map { ask in
      var ask = ask
      if let model { ask.fields["model"] = .string(model) }
      return ask
    }
    other = try call[ReproduceVerb.against].map { try call.sessionPlan(sources, against: $0) }
  }

  private static func asks(_ call: Invocation) throws -> [Ask] {
    let file = call.operands[0]
    do {
      return try PastedAsks.all(in: call.bytes(of: file), file: file, folder: call.folder)
    } catch let fault as AskReader.Fault {
      throw PlanQuestion.Fault.notARequest(file, why: "\(fault)")
    }
  }

  func run() async throws -> ExitCode {
    var code = ExitCode.success
    for ask in asks {
      let ended = try await run(ask)
      if ended == .interrupted { return ended }
      if code == .success { code = ended }
    }
    return code
  }

  private func run(_ ask: Ask) async throws -> ExitCode {
    let laws = try sources.laws()
    let run = ReproduceRun(plan, laws: laws, isStrict: call[.strict], again: call.againOptions)
    let start = call.console.milliseconds()
    let (result, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      try await run.outcome(of: ask)
    }
    if !call.wantsJSON, !call.isQuiet {
      let rows = ReproducedText.rows(result.sides, result.judged, found: result.found)
      call.console.write(call.console.table(rows) + "\n")
    }
    if let other { try await compare(ask, result.sides, with: other) }
    let time = call.console.milliseconds() - start
    let tally = try call.tell(
      result.found,
      result.judged,
      of: laws,
      at: plan,
      milliseconds: time
    )
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }

  /// Prints where another gateway does otherwise.
  private func compare(_ ask: Ask, _ sides: Sides, with other: SessionPlan) async throws {
    let asked = sources.atReference(ask, plan.subject.profile)
    let theirs = try await ExploreRun(other, asking: asked, laws: []).sides(of: asked)
    let rows = ReproducedText.rows(sides, beside: theirs, of: other.subject.name)
    if !call.wantsJSON { call.console.write(call.console.table(rows) + "\n") }
  }
}
