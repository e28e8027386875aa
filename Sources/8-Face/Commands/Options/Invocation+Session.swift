import Conformance
import Contract
import Sessions
import Terminal

extension Invocation {
  /// The sources of cases, from the folders that the call names.
  func caseSources() throws -> CaseSources { try CaseSources(goldenLayers(), catalog()) }

  /// A session with the gateway of this name.
  func sessionPlan(
    _ sources: CaseSources,
    gateway: String?,
    before upstream: SessionPlan.Upstream,
    reach: SessionPlan.Reach
  ) throws -> SessionPlan {
    let subject = try GatewayChoice(
      gateway,
      sources,
      workingDirectory: folder,
      shown: shown
    )
    return try SessionPlan(subject, before: upstream, sources: sources, reach: reach)
  }

  /// Where the gateway and the stubs find each other, as far as this process is concerned.
  func reach(key: String?, listen: String?, upstreamURL: String?) -> SessionPlan.Reach {
    var reach = SessionPlan.Reach(workingDirectory: console.workingDirectory)
    reach.key = key
    reach.listen = listen
    reach.upstreamURL = upstreamURL
    reach.environment = console.environment
    reach.executable = console.executable
    return reach
  }
}
