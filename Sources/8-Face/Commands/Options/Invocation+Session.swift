import Conformance
import Contract
import Sessions
import Terminal

extension Invocation {
  /// The sources of cases, from the folders that the call names.
  func caseSources() throws -> CaseSources {
    try CaseSources(goldenLayers(), catalog()).withKeptAsks()
  }

  /// A session with the gateway of this name.
  func sessionPlan(
    _ sources: CaseSources,
    gateway: String?,
    before upstream: SessionPlan.Upstream,
    reach: SessionPlan.Reach
  ) throws -> SessionPlan {
    try SessionPlan(
      subject(sources, named: gateway),
      before: upstream,
      sources: sources,
      reach: reach
    )
  }

  /// The gateway of this name; the one that the profile speaks of without a name.
  func subject(_ sources: CaseSources, named name: String?) throws -> GatewayChoice {
    try GatewayChoice(name, sources, workingDirectory: folder, shown: shown)
  }

  /// The gateway that the call is about.
  func subject(_ sources: CaseSources) throws -> GatewayChoice {
    try subject(sources, named: self[GatewayOptions.gateway])
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
