import Contract
import CanonicalJSON
import Catalog
import Conformance
import Foundation
import HTTPMessages
import HTTPTransport
import Offline
import Stubs

extension Benchmark {
  /// Two-sided cases over sockets, pictures at hand: how many a second, and whether more take more each.
  static let suite = Benchmark("suite") {
    let catalog = try ModelCatalog.shipped()
    let client = HTTPClient(reaching: .anyAddress)
    let stubs = StubServer(catalog, in: .online)
    return try await withHTTPServer(serving: stubs) { upstream in
      let offline = Offline(
        catalog,
        stubs: stubs,
        origin: upstream.url,
        client: client,
        in: .online
      )
      return try await withHTTPServer(serving: offline.gateway) { server in
        let witness = WireWitness(
          base: "\(server.url)/openai/v1",
          key: "any",
          client: client,
          fetcher: client,
          journal: stubs.journal,
          catalog: catalog,
          clock: LoopWaiting()
        )
        let suite = Suite.wire(
          catalog: catalog,
          expected: [],
          requirements: RequirementList(revision: 1, []),
          providers: ["fal", "fireworks", "replicate"],
          in: SuiteScope(wire: ["sizing", "norm", "n"])
        )
        return await rates(
          suite.cases.filter { $0.phase == .normal },
          in: Session(witness: witness)
        )
      }
    }
  }

  private static func rates(_ cases: [Case], in session: Session) async -> [Figure] {
    let requirements = Set(cases.flatMap(\.requirements)).sorted().map {
      Requirement(id: $0, level: .policy, sentence: "", source: "")
    }
    let list = RequirementList(revision: 1, requirements)
    let runner = Runner(requirements: list, jobs: ProcessInfo.processInfo.activeProcessorCount * 2)
    // The first round draws the pictures.
    _ = await rate(runner, cases, in: session, times: 1)
    var figures: [Figure] = []
    for times in [1, 2, 4] {
      var rates: [Double] = []
      for _ in 0..<3 { rates.append(await rate(runner, cases, in: session, times: times)) }
      let what = "\(cases.count * times) cases, \(times) times the suite's"
      figures.append(.spread(what, rates, unit: "cases a second"))
    }
    return figures
  }

  private static func rate(
    _ runner: Runner,
    _ cases: [Case],
    in session: Session,
    times: Int
  ) async -> Double {
    let all = (0..<times).flatMap { _ in cases }
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: all.count)
    let start = ContinuousClock.now
    let tally = await runner.run(all, in: session, beginning) { _ in }
    let seconds = start.duration(to: .now) / .seconds(1)
    return tally[.passed] == all.count ? Double(all.count) / seconds : .nan
  }
}
