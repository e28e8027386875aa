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
import Testing

/// The reference gateway with the stubs behind it, judged over both of its sides.
struct WireSuiteTests {
  @Test func `the reference passes every case in memory`() async throws {
    let bench = try WireBench()
    let tally = await bench.judge(bench.suite(through: { $0 }))
    #expect(tally.failures == [])
    #expect(tally.passed > 300)
  }
}

extension WireSuiteTests {
  @Test(arguments: [1, 64])
  func `neither the order of cases nor their number at a time changes a verdict`(
    jobs: Int
  ) async throws {
    let bench = try WireBench()
    let suite = bench.suite(through: { $0 })
    var random = SplitMix(state: UInt64(jobs))
    let cases = suite.cases.filter { $0.id.contains("flux.2-max/fal") }.shuffled(using: &random)
    let outcome = await bench.judge(cases, jobs: jobs)
    #expect(outcome.failures == [])
    #expect(outcome.passed == cases.count)
  }
}

/// Numbers that are random enough to shuffle with, and the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What a run of the wire suite needs, and what came of it.
struct WireBench {
  let catalog: ModelCatalog
  let requirements: RequirementList
  let expected: [ExpectedLine]

  init() throws {
    catalog = try ModelCatalog.shipped()
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let layers = GoldenLayers(contract: Folder("/" + folder))
    requirements = try layers.requirements()
    expected = try layers.expectedLines()
  }

  struct Outcome {
    var passed = 0
    var failures: [String] = []
    /// The requirements that were not met.
    var broken: Set<String> = []
  }

  /// The suite against the reference, which `wrap` may have spoilt on its client side.
  func suite(
    through wrap: (any HTTPHandler) -> any HTTPHandler,
    upstream: (any HTTPHandler) -> any HTTPHandler = { $0 }
  ) -> Suite {
    var options = Offline.Options(unixTime: { 1_700_000_000 })
    options.key = "test-key"
    let stubs = StubServer(catalog, clock: HastyClock())
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: upstream(stubs),
      clock: LoopWaiting(),
      options: options
    )
    let gateway = GatewayUnderTest(
      base: "http://gateway.invalid/openai/v1",
      key: "test-key",
      client: wrap(offline.gateway),
      fetcher: HTTPHandlerClosure { request in
        request.authority == "gateway.invalid"
          ? try await offline.gateway.respond(to: request)
          : try await stubs.respond(to: request)
      },
      journal: stubs.journal,
      clock: LoopWaiting()
    )
    return Suite.wire(
      gateway,
      catalog: catalog,
      expected: expected,
      providers: ["fal", "fireworks", "replicate"]
    )
  }

  func judge(_ suite: Suite, prefix: String = "") async -> Outcome {
    await judge(suite.cases.filter { $0.id.hasPrefix(prefix) }, jobs: 16)
  }

  func judge(_ cases: [Case], jobs: Int) async -> Outcome {
    let runner = Runner(requirements: requirements, jobs: jobs)
    var outcome = Outcome()
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: cases.count)
    _ = await runner.run(cases, beginning) { event in
      guard case .finished(let result) = event else { return }
      if result.verdict == .passed { outcome.passed += 1 }
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

/// A clock on which a second passes in twenty milliseconds, for stubs that hold calls back.
private struct HastyClock: Waiting {
  private let real = LoopWaiting()
  private let beginning = ContinuousClock.now

  var now: ContinuousClock.Instant {
    beginning.advanced(by: beginning.duration(to: real.now) * 50)
  }

  func wait(until deadline: ContinuousClock.Instant) async throws {
    try await real.wait(for: now.duration(to: deadline) / 50)
  }
}
