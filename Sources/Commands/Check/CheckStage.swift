import Catalog
import Conformance
import Exchanges
import Goldens

/// Who is judged, and on what: the reference or somebody's gateway, before stubs or recordings.
struct CheckStage {
  let choice: GatewayChoice
  private let bench: Bench
  private let call: Invocation
  private let upstream: Upstream
  private let budget: Budget

  /// What plays the providers.
  private enum Upstream: String, CaseIterable {
    case stubs, replay, live
  }

  init(_ bench: Bench, _ call: Invocation) throws {
    self.bench = bench
    self.call = call
    choice = try GatewayChoice(call, bench.layers, bench.catalog)
    upstream = try call.choice("upstream", of: Upstream.self) ?? .stubs
    if upstream == .live, choice.isReference { throw UsageError.liveReference }
    budget = try CheckStage.budget(call, isLive: upstream == .live)
  }

  /// What live providers may cost; they are asked for nothing without it.
  private static func budget(_ call: Invocation, isLive: Bool) throws -> Budget {
    guard let limit = try call.spendingLimit() else {
      guard !isLive else {
        throw UsageError.missingCompanion(option: "--upstream live", needs: "--budget USD")
      }
      return Budget(limit: .zero)
    }
    guard isLive else {
      throw UsageError.missingCompanion(option: "--budget", needs: "--upstream live")
    }
    return Budget(limit: limit)
  }

  /// The cases as they are listed: nothing is started and nothing listens.
  var listed: Suite {
    switch (choice, upstream) {
    case (_, .replay): bench.recorded.reference
    case (.reference, _): bench.suite
    case (.foreign(let profile, _), _): bench.stage.listed(profile)
    }
  }

  /// Sets both sides up, and runs `body` with the cases that ask across them.
  func withSuite<Result: Sendable>(
    _ body: (WiredSuite) async throws -> Result
  ) async throws -> Result {
    var stage = bench.stage
    stage.trace = trace
    guard case .foreign(let profile, let folder) = choice else {
      guard upstream == .stubs else { return try await body(WiredSuite(bench.recorded.reference)) }
      return try await stage.withReference { wired in
        var whole = wired
        whole.suite = Suite(
          bench.plans.cases + wired.suite.cases + bench.recorded.reference.cases
        )
        return try await body(whole)
      }
    }
    let foreign = try ForeignGateway(
      profile,
      folder: folder?.path ?? call.console.workingDirectory,
      call
    )
    let started = StartedGateway(foreign, over: call.console.environment)
    return try await started.whileRunning {
      switch upstream {
      case .stubs: try await stage.withForeign(foreign, started, body)
      case .live: try await stage.withLive(foreign, started, budget: budget, body)
      case .replay:
        try await bench.recorded.withForeign(foreign) { try await body(WiredSuite($0)) }
      }
    }
  }

  /// Prints both sides of every request on the error stream, where the call asks for it.
  private var trace: (@Sendable (GatewayUnderTest.Trace) -> Void)? {
    guard call.isSet("trace") else { return nil }
    let console = call.console
    let key = call.value("gateway-key").map { [$0] } ?? []
    let secrets = RedactionPolicy.secrets(in: console.environment) + key
    let text = TraceText(secrets: secrets)
    return { console.writeError(text.text(of: $0)) }
  }
}
