import Conformance
import Parity
import Sessions
import Terminal

/// The two gateways that the same cases go through, one after the other.
enum GatewayComparison {
  static let gateways = Option.list(
    "gateway URL|NAME",
    "compare this gateway with another; reference is one too"
  ).completing(.known(.gateways))
  static let gatewayKeys = Option.list("gateway-key KEY", "the key that it wants")
  static let upstreamListens = Option.list(
    "upstream-listen ADDRESS:PORT",
    "where the stub providers listen"
  )
  static let upstreamURLs = Option.list(
    "upstream-url URL",
    "the stubs' address as the gateway sees it"
  )

  static let options = Options(gateways) + details

  /// The options about the gateways and their cases.
  static let details = Options(
    gatewayKeys,
    upstreamListens,
    upstreamURLs,
    .strict.saying("hold foreign gateways to policy as well"),
    .models.saying("with gateways: only cases of this model"),
    .providers.saying("with gateways: only cases of this provider"),
    .excluded.saying("with gateways: leave out cases and requirements")
  )

  static func isAsked(_ call: Invocation) -> Bool { !call[gateways].isEmpty }

  /// Both gateways side by side, as far as they were asked before an interruption.
  static func parity(_ call: Invocation) async throws -> (GatewayParity, isInterrupted: Bool) {
    let count = call[gateways].count
    guard count == 2 else { throw ParityUsage.notTwoGateways(count) }
    let sources = try call.caseSources()
    let compared = ComparedGateways(
      [try plan(sources, 0, of: call), try plan(sources, 1, of: call)],
      asking: CaseOptions.named(call),
      isStrict: call[.strict]
    )
    let (seen, isInterrupted) = try await compared.seen(until: call.console.interruption)
    let outcomes = seen.map { $0.cases.map { GatewayParity.Outcome($0.result, sides: $0.sides) } }
    let parity = GatewayParity(
      names: (seen[0].name, seen[1].name),
      first: outcomes[0],
      second: outcomes[1]
    )
    return (parity, isInterrupted)
  }

  /// The session with one of the two; what the call says once holds for both.
  private static func plan(
    _ sources: CaseSources,
    _ index: Int,
    of call: Invocation
  ) throws -> SessionPlan {
    func word(_ option: Option<[String]>) -> String? {
      let words = call[option]
      return words.isEmpty ? nil : words[min(index, words.count - 1)]
    }
    let reach = call.reach(
      key: word(gatewayKeys),
      listen: word(upstreamListens),
      upstreamURL: word(upstreamURLs)
    )
    return try call.sessionPlan(
      sources,
      gateway: word(gateways),
      before: .stubs,
      reach: reach
    )
  }
}
