import Conformance
import Goldens

/// Who is judged, and on what: the reference or somebody's gateway, before stubs or recordings.
struct CheckStage {
  let choice: GatewayChoice
  private let bench: Bench
  private let call: Invocation
  private let upstream: Upstream

  /// What plays the providers.
  private enum Upstream: String, CaseIterable {
    case stubs, replay
  }

  init(_ bench: Bench, _ call: Invocation) throws {
    self.bench = bench
    self.call = call
    choice = try GatewayChoice(call, bench.layers, bench.catalog)
    upstream = try call.choice("upstream", of: Upstream.self) ?? .stubs
  }

  /// The cases as they are listed: nothing is started and nothing listens.
  var listed: Suite {
    switch (choice, upstream) {
    case (_, .replay): bench.recorded.reference
    case (.reference, .stubs): bench.suite
    case (.foreign(let profile, _), .stubs): bench.stage.listed(profile)
    }
  }

  /// Sets both sides up, and runs `body` with the cases that ask across them.
  func withSuite<Result: Sendable>(_ body: (Suite) async throws -> Result) async throws -> Result {
    guard case .foreign(let profile, let folder) = choice else {
      guard upstream == .stubs else { return try await body(bench.recorded.reference) }
      return try await bench.stage.withReference { wire in
        try await body(Suite(bench.plans.cases + wire.cases + bench.recorded.reference.cases))
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
      case .stubs: try await bench.stage.withForeign(foreign, body)
      case .replay: try await bench.recorded.withForeign(foreign, body)
      }
    }
  }
}
