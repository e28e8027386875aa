import CanonicalJSON
import Conformance
import Contract
import Exploring
import Reports
import Sessions
import Terminal

/// `reproduce`: one call that people pasted, at the gateway and before every law.
struct Reproduction {
  private let call: Invocation
  private let sources: CaseSources
  private let plan: SessionPlan
  private let asks: [Ask]
  private let other: SessionPlan?

  init(_ call: Invocation) throws {
    self.call = call
    sources = try call.caseSources()
    plan = try call.sessionPlan(sources)
    let issue = [call[ExploreOptions.issue]].compactMap(\.self)
    try call.tryWriting(to: call[.reports].map(\.place) + issue)
    let model = call[.models].last
    asks = try Reproduction.asks(call).map { ask in
      var ask = ask
      if let model { ask.fields["model"] = .string(model) }
      return ask
    }
    let sources = sources
    other = try call[ReproduceVerb.against].map { try call.sessionPlan(sources, against: $0) }
  }

  private static func asks(_ call: Invocation) throws -> [Ask] {
    let file = call.operands[0]
    do {
      return try PastedAsks.all(in: call.bytes(of: file), file: file, folder: call.folder)
    } catch let fault as AskReader.Fault {
      throw VerbError.notARequest(file, why: "\(fault)")
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
    let model = ask.fields["model"]?.stringValue ?? ""
    let run = ExploreRun(plan, names: [model], laws: laws, seed: 1, jobs: nil)
    let start = call.console.milliseconds()
    let (result, isInterrupted) = try await interruptible(by: call.console.interruption()) {
      let sides = try await run.sides(of: ask)
      let found = try await run.explored(
        kept: laws.map { KeptAsk(law: $0.id, ask: ask, found: nil) },
        while: { _ in false },
        tell: { _ in }
      )
      return (sides, found)
    }
    let (sides, found) = result
    let output = ExploreReport(call, plan, laws)
    if !call.wantsJSON, !call.isQuiet { call.console.write(head(ask, sides, found)) }
    if let other { try await compare(ask, sides, other) }
    let tally = try output.report(
      found,
      asked: ask,
      milliseconds: call.console.milliseconds() - start
    )
    if let place = call[ExploreOptions.issue] { try output.write(found.discoveries, to: place) }
    if call[ExploreOptions.keeps] { try call.keep(found.discoveries) }
    return isInterrupted ? .interrupted : ExitCode(of: tally)
  }

  /// What was asked, what came of it, and what speaks of it.
  private func head(_ ask: Ask, _ sides: Sides, _ found: Explorer.Findings) -> String {
    let touched = sources.requirements(touchedBy: ask, plan.subject.profile)
    var rows = [
      ("asked", ask.line), ("seen", sides.summary),
      ("laws", "\(found.judged.count) speak of it, \(found.discoveries.count) are broken"),
      ("touches", touched.isEmpty ? "no requirement" : touched.joined(separator: ", ")),
    ]
    for discovery in found.discoveries {
      rows.append(("draft", discovery.kept(on: nil).json.text()))
    }
    return call.console.table(rows) + "\n"
  }

  /// Prints where another gateway does otherwise.
  private func compare(_ ask: Ask, _ sides: Sides, _ other: SessionPlan) async throws {
    let asked = sources.atReference(ask, plan.subject.profile)
    let model = asked.fields["model"]?.stringValue ?? ""
    let run = ExploreRun(other, names: [model], laws: [], seed: 1, jobs: nil)
    let theirs = try await run.sides(of: asked)
    var rows = [("\(other.subject.name)", theirs.summary)]
    rows += sides.differs(from: theirs).map { mismatch in
      let (actual, expected) = (mismatch.actual?.text(), mismatch.expected?.text())
      let place = mismatch.pointer?.description ?? ""
      return ("otherwise", "\(place): \(actual ?? "nothing"), there \(expected ?? "nothing")")
    }
    if rows.count == 1 { rows.append(("otherwise", "nothing")) }
    if !call.wantsJSON { call.console.write(call.console.table(rows) + "\n") }
  }
}
