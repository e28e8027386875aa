import Conformance
import Parity
import Sessions
import Terminal

/// Puts the same cases through two gateways, one after the other.
struct GatewayComparison {
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

  let call: Invocation

  static func isAsked(_ call: Invocation) -> Bool { !call[GatewayComparison.gateways].isEmpty }

  /// Both gateways side by side, as far as they were asked before an interruption.
  func parity() async throws -> (parity: GatewayParity, isInterrupted: Bool) {
    let names = call[GatewayComparison.gateways]
    guard names.count == 2 else { throw ParityUsage.notTwoGateways(names.count) }
    let first = try await run(0)
    guard !first.isInterrupted else {
      let none = GatewayParity(names: (first.title, names[1]), first: first.outcomes, second: [])
      return (none, true)
    }
    let second = try await run(1)
    let parity = GatewayParity(
      names: (first.title, second.title),
      first: first.outcomes,
      second: second.outcomes
    )
    return (parity, second.isInterrupted)
  }

  /// The session with one of the two; what the call says once holds for both.
  private func plan(_ sources: CaseSources, _ index: Int) throws -> SessionPlan {
    func word(_ option: Option<[String]>) -> String? {
      let words = call[option]
      return words.isEmpty ? nil : words[min(index, words.count - 1)]
    }
    let reach = call.reach(
      key: word(GatewayComparison.gatewayKeys),
      listen: word(GatewayComparison.upstreamListens),
      upstreamURL: word(GatewayComparison.upstreamURLs)
    )
    return try call.sessionPlan(
      sources,
      gateway: word(GatewayComparison.gateways),
      before: .stubs,
      reach: reach
    )
  }

  private var filter: CaseFilter {
    var filter = CaseFilter()
    filter.prefixes = call.operands
    filter.models = call[.models]
    filter.providers = call[.providers]
    filter.excluded = call[.excluded]
    return filter
  }

  /// One gateway with what became of the cases at it.
  private struct Run {
    var title: String
    var outcomes: [GatewayParity.Outcome]
    var isInterrupted: Bool
  }

  private func run(_ index: Int) async throws -> Run {
    let sources = try call.caseSources()
    let plan = try plan(sources, index)
    let (seen, isInterrupted) = try await Session.results(
      of: filter.required(sources.requirements) { sources.wire(plan.subject.profile, in: $0) }
        .cases,
      in: plan,
      isStrict: call[.strict],
      until: call.console.interruption()
    )
    return Run(
      title: plan.subject.name,
      outcomes: seen.map { .init($0.result, sides: $0.sides) },
      isInterrupted: isInterrupted
    )
  }
}

extension GatewayComparison {
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
}
