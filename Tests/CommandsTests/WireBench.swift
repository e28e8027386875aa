import CanonicalJSON
import Catalog
import Conformance
import Exchanges
import Findings
import Gateway
import Goldens
import HTTPMessages
import HTTPTransport
import Offline
import Stubs

/// What a run of the wire suite needs, and what came of it.
struct WireBench {
  let catalog: ModelCatalog
  let requirements: RequirementList
  let expected: [ExpectedLine]

  /// Read once for all tests.
  static let shared = Result { try WireBench() }

  /// The shipped models and the contract, unless a user's catalog and folder lie over them.
  init(_ catalog: ModelCatalog? = nil, project: Folder? = nil) throws {
    self.catalog = try catalog ?? ModelCatalog.shipped()
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let layers = GoldenLayers(contract: Folder("/" + folder), project: project)
    requirements = try layers.requirements()
    expected = try layers.expectedLines()
  }

  /// The same with other models, of which nobody has written down what is expected.
  init(_ other: WireBench, catalog: ModelCatalog) {
    self.catalog = catalog
    requirements = other.requirements
    expected = []
  }

  /// Cases, and the gateway that they ask.
  struct Bed {
    var cases: [Case]
    var gateway: GatewayUnderTest
  }

  struct Outcome {
    var passed = 0
    var skipped = 0
    var failures: [String] = []
    /// The requirements that were not met.
    var broken: Set<String> = []
  }

  static var options: Offline.Options {
    var options = Offline.Options(unixTime: { 1_700_000_000 })
    options.key = "test-key"
    return options
  }

  /// The suite against the reference, which `wrap` may have spoilt on its client side.
  func suite(
    through wrap: (any HTTPHandler) -> any HTTPHandler,
    upstream: (any HTTPHandler) -> any HTTPHandler = { $0 },
    options: Offline.Options = WireBench.options,
    groups: Set<String>? = nil
  ) -> Bed {
    let stubs = StubServer(catalog, clock: HastyClock())
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: upstream(stubs),
      clock: LoopWaiting(),
      options: options
    )
    let client = wrap(offline.gateway)
    let gateway = GatewayUnderTest(
      base: "http://gateway.invalid/openai/v1",
      key: "test-key",
      client: client,
      fetcher: HTTPHandlerClosure { request in
        request.authority == "upstream.invalid"
          ? try await stubs.respond(to: request) : try await client.respond(to: request)
      },
      journal: stubs.journal,
      clock: LoopWaiting()
    )
    let suite = Suite.wire(
      gateway,
      catalog: catalog,
      expected: expected,
      providers: Set(catalog.offers.map(\.offer.provider)),
      groups: groups
    )
    return Bed(cases: suite.cases, gateway: gateway)
  }

  /// The second step of a case's id, or of a prefix of one.
  static func group(_ id: String) -> String {
    let steps = id.split(separator: "/")
    return steps.count > 1 ? String(steps[1]) : ""
  }

  func judge(_ bed: Bed, prefix: String) async -> Outcome {
    await judge(bed, bed.cases.filter { $0.id.hasPrefix(prefix) })
  }

  /// Judges some of the cases, waits for whoever failed in between, and looks for what is left.
  func judge(_ bed: Bed, _ cases: [Case], jobs: Int = 16) async -> Outcome {
    var runner = Runner(requirements: requirements, jobs: jobs)
    let names = catalog.offers.map { model, offer in "\(offer.provider)/\(model.id)" }
    let recovery = Recovery(
      bed.gateway,
      catalog: catalog,
      names: Dictionary(names.map { ($0, $0) }) { first, _ in first }
    )
    let strays = Strays(bed.gateway, catalog: catalog)
    runner.recover = { _ = await recovery.wait(after: $0) }
    runner.remainder = { [requirements] in
      strays.findings(judgedBy: .reference) { requirements[$0] }
    }
    var outcome = Outcome()
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: cases.count)
    _ = await runner.run(cases, beginning) { event in
      guard case .finished(let result) = event else { return }
      if result.verdict == .passed { outcome.passed += 1 }
      if result.verdict == .skipped { outcome.skipped += 1 }
      for finding in result.findings where finding.verdict.isNews {
        let actual = finding.actual?.text() ?? "nothing"
        let expected = finding.expected?.text() ?? "nothing"
        outcome.failures.append(
          "\(result.caseID) \(finding.requirement) \(finding.verdict): "
            + "\(actual), not \(expected) \(finding.why ?? "")"
        )
        outcome.broken.insert(finding.requirement)
      }
    }
    return outcome
  }
}

/// A clock on which a second passes in half a second, for stubs that hold calls back.
private struct HastyClock: Waiting {
  private let real = LoopWaiting()
  private let beginning = ContinuousClock.now

  var now: ContinuousClock.Instant {
    beginning.advanced(by: beginning.duration(to: real.now) * 2)
  }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    try await real.wait(for: now.duration(to: deadline) / 2)
  }
}
