import Catalog
import Conformance
import Exchanges
import Reports
import Sessions
import Terminal

/// The player of the providers in a run of `check`.
enum UpstreamWord: String, CaseIterable { case stubs, replay, live }

/// The gateway that `check` judges, and what plays its providers.
enum GatewayOptions {
  static let gateway = Option.text(
    "gateway URL|NAME|FILE",
    "the gateway to judge: its URL up to /v1, or its profile"
  ).defaulting(to: "touchstone/gateway.json, else the reference")
    .completing(.known(.gateways))
  static let gatewayKey = Option.text(
    "gateway-key KEY",
    "the key that it wants",
    isSecret: true
  ).defaulting(to: "what its profile's key_variable holds, else any")
  static let gatewayVersion = Option.text(
    "gateway-version TEXT",
    "the version that is judged, as reports and the atlas name it"
  ).defaulting(to: "its profile's")
  static let upstreamListen = Option.text(
    "upstream-listen ADDRESS:PORT",
    "where the stub providers listen"
  ).defaulting(to: "as the profile says, else any free port of 127.0.0.1")
  static let upstreamURL = Option.text(
    "upstream-url URL",
    "the stubs' address as the gateway sees it"
  ).defaulting(to: "where they listen")
  static let upstream = Option<UpstreamWord?>.choice(
    "upstream stubs|replay|live",
    "what plays the providers; with live only the client's side is seen"
  ).defaulting(to: "stubs")
  static let trace = Option.flag(
    "trace",
    "print both sides of every request, without secrets, on the error stream"
  )

  static let all = Options(
    gateway,
    gatewayKey,
    gatewayVersion,
    upstream,
    .budget.saying("with --upstream live: never spend more"),
    upstreamListen,
    upstreamURL
  )

  /// The options that decide a verdict.
  static let deciding =
    Options(gateway, upstream, upstreamListen, upstreamURL, .budget, .strict, gatewayKey)
}

extension Invocation {
  /// The session that `check` asks for.
  func sessionPlan(_ sources: CaseSources) throws -> SessionPlan {
    let reach = reach(
      key: self[GatewayOptions.gatewayKey],
      listen: self[GatewayOptions.upstreamListen],
      upstreamURL: self[GatewayOptions.upstreamURL]
    )
    var plan = try sessionPlan(
      sources,
      gateway: self[GatewayOptions.gateway],
      before: upstream(),
      reach: reach
    )
    plan.trace = trace
    let readers: Set<ReportKind> = [.html, .json]
    if self[.reports].contains(where: { readers.contains($0.kind) }) {
      plan.tracedSecrets = secrets
    }
    return plan
  }

  /// The player of the providers; live ones are asked for nothing without a budget.
  private func upstream() throws(UsageError) -> SessionPlan.Upstream {
    switch (self[GatewayOptions.upstream] ?? .stubs, self[.budget]) {
    case (.live, let limit?): return .live(Budget(limit: limit))
    case (.live, nil): throw .missingCompanion(option: "--upstream live", needs: "--budget USD")
    case (_, .some): throw .missingCompanion(option: "--budget", needs: "--upstream live")
    case (.stubs, nil): return .stubs
    case (.replay, nil): return .replay
    }
  }

  /// Prints both sides of every request on the error stream, where the call asks for it.
  private var trace: (@Sendable (WireWitness.Trace) -> Void)? {
    guard self[GatewayOptions.trace] else { return nil }
    let console = console
    let text = TraceText(secrets: secrets)
    return { console.writeError(text.text(of: $0)) }
  }

  /// The values that must not show in what is told of requests.
  private var secrets: [String] {
    RedactionPolicy.secrets(in: console.environment)
      + (self[GatewayOptions.gatewayKey].map { [$0] } ?? [])
  }
}
