import Catalog
import Conformance
import Exchanges
import Goldens
import Sessions

extension Invocation {
  /// What cases are made of, from the folders that the call names.
  func caseSources() throws -> CaseSources { try CaseSources(goldenLayers(), catalog()) }

  /// The session that the call asks for.
  func sessionPlan(_ sources: CaseSources) throws -> SessionPlan {
    let subject = try GatewayChoice(
      value("gateway"),
      sources,
      workingDirectory: Folder(console.workingDirectory),
      shown: shown
    )
    var plan = try SessionPlan(subject, before: upstream(), sources: sources, reach: reach)
    plan.trace = trace
    return plan
  }

  /// What plays the providers; live ones are asked for nothing without a budget.
  private func upstream() throws -> SessionPlan.Upstream {
    let word = try choice("upstream", of: UpstreamWord.self) ?? .stubs
    let budget = try spendingLimit()
    switch (word, budget) {
    case (.live, let limit?): return .live(Budget(limit: limit))
    case (.live, nil):
      throw UsageError.missingCompanion(option: "--upstream live", needs: "--budget USD")
    case (_, .some): throw UsageError.missingCompanion(option: "--budget", needs: "--upstream live")
    case (.stubs, nil): return .stubs
    case (.replay, nil): return .replay
    }
  }

  private enum UpstreamWord: String, CaseIterable { case stubs, replay, live }

  private var reach: SessionPlan.Reach {
    var reach = SessionPlan.Reach(workingDirectory: console.workingDirectory)
    reach.key = value("gateway-key")
    reach.listen = value("upstream-listen")
    reach.upstreamURL = value("upstream-url")
    reach.environment = console.environment
    reach.executable = console.executable
    return reach
  }

  /// Prints both sides of every request on the error stream, where the call asks for it.
  private var trace: (@Sendable (WireWitness.Trace) -> Void)? {
    guard isSet("trace") else { return nil }
    let console = console
    let key = value("gateway-key").map { [$0] } ?? []
    let secrets = RedactionPolicy.secrets(in: console.environment) + key
    let text = TraceText(secrets: secrets)
    return { console.writeError(text.text(of: $0)) }
  }
}
