package import Files
package import Contract
import TestSupport
import CanonicalJSON
package import Catalog
package import Conformance
import Exchanges
import Gateway
package import HTTPMessages
import HTTPTransport
package import Offline
import Stubs

/// A run of the wire suite: all that it needs, and its outcome.
package struct WireTrial {
  package let catalog: ModelCatalog
  package let requirements: RequirementList
  package let expected: [ExpectedLine]
  /// Every case over the wire; they know no gateway, so that one list serves all.
  package let cases: [Case]
  /// The same by the group that their ids name; hundreds of gateways are judged by one or two groups each.
  private let byGroup: [String: [Case]]

  /// Read once for all tests.
  package static let shared = Result { try WireTrial() }

  /// The folder of the contract: the one that this file lies in.
  package static let contract = Folder(
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  )

  /// The shipped models and the contract, unless a user's catalog and folder lie over them.
  package init(_ catalog: ModelCatalog? = nil, project: Folder? = nil) throws {
    self.catalog = try catalog ?? ModelCatalog.shipped()
    let layers = GoldenLayers(contract: WireTrial.contract, project: project)
    requirements = try layers.requirements()
    expected = try layers.expectedLines()
    cases = WireTrial.cases(self.catalog, requirements, expected)
    byGroup = Dictionary(grouping: cases) { WireTrial.group($0.id) }
  }

  /// The same with other models, for which no expectations are written down.
  package init(_ other: WireTrial, catalog: ModelCatalog) {
    self.catalog = catalog
    requirements = other.requirements
    expected = []
    cases = WireTrial.cases(catalog, requirements, [])
    byGroup = Dictionary(grouping: cases) { WireTrial.group($0.id) }
  }

  private static func cases(
    _ catalog: ModelCatalog,
    _ requirements: RequirementList,
    _ expected: [ExpectedLine]
  ) -> [Case] {
    Suite.wire(
      catalog: catalog,
      expected: expected,
      requirements: requirements,
      providers: Set(catalog.offers.map(\.offer.provider))
    ).cases.asked(at: .whole)
  }

  /// Cases, and the session that they are judged in.
  package struct Bed: Sendable {
    package var cases: [Case]
    package var session: Session
  }

  package struct Outcome: Sendable {
    package var passed = 0
    package var skipped = 0
    package var failures: [String] = []
    /// The cost of each case that asked for pictures.
    package var ledgers: [String: Ledger] = [:]
    /// The requirements that were not met.
    package var broken: Set<String> = []
    /// The findings that only differ, and how rulings were answered.
    package var differences: [String] = []
    package var rulings = RulingTally()
  }

  package static var options: Offline.Options {
    var options = Offline.Options()
    options.settle = { $0.key = "test-key" }
    options.silence = .milliseconds(300)
    return options
  }

  /// The port without a reason to be visited; cases tell theirs by their marks.
  package static let tripwire = Tripwire(port: 9)

  /// The suite against the reference, which `wrap` may have spoilt on its client side.
  ///
  /// `elsewhere` is the client for URLs that lead away from the stubs; without it there is none.
  package func suite(
    through wrap: (any HTTPHandler) -> any HTTPHandler,
    upstream: (any HTTPHandler) -> any HTTPHandler = { $0 },
    elsewhere: (any HTTPHandler)? = nil,
    options: Offline.Options = WireTrial.options,
    groups: Set<String>? = nil
  ) -> Bed {
    let stubs = StubServer(catalog, in: .fixed(RealClock(speed: 2)))
    var environment = Environment.offline
    environment.downloads = elsewhere
    let offline = Offline(
      catalog,
      stubs: stubs,
      origin: "http://upstream.invalid",
      client: upstream(stubs),
      in: environment,
      options: options
    )
    let client = wrap(offline.gateway)
    var witness = WireWitness(
      base: "http://gateway.invalid/openai/v1",
      key: "test-key",
      client: client,
      fetcher: HTTPHandlerClosure { request in
        request.authority == "upstream.invalid"
          ? try await stubs.respond(to: request) : try await client.respond(to: request)
      },
      journal: stubs.journal,
      catalog: catalog,
      clock: LoopWaiting()
    )
    witness.unixTime = Environment.offline.unixTime
    witness.tripwire = WireTrial.tripwire
    witness.longestWait = .seconds(5)
    let names = catalog.offers.map { model, offer in "\(offer.provider)/\(model.id)" }
    var session = Session(witness: witness)
    session.recover =
      Recovery(witness, names: Dictionary(names.map { ($0, $0) }) { first, _ in first }).wait
    return Bed(
      cases: groups.map { $0.sorted().flatMap { byGroup[$0] ?? [] } } ?? cases,
      session: session
    )
  }

  /// The second step of a case's id, or of a prefix of one.
  package static func group(_ id: String) -> String {
    let steps = id.split(separator: "/")
    return steps.count > 1 ? String(steps[1]) : ""
  }

  package func judge(_ bed: Bed, prefix: String) async -> Outcome {
    await judge(bed, bed.cases.filter { $0.id.hasPrefix(prefix) })
  }

  /// Judges some of the cases, waits for providers that failed in between, and looks for what is left.
  package func judge(
    _ bed: Bed,
    _ cases: [Case],
    jobs: Int = 16,
    strictness: Strictness = .reference
  ) async -> Outcome {
    let runner = Runner(requirements: requirements, strictness: strictness, jobs: jobs)
    var outcome = Outcome()
    let beginning = RunBeginning(contract: 1, gateway: [:], caseCount: cases.count)
    _ = await runner.run(cases, in: bed.session, beginning) { event in
      guard case .finished(let result) = event else { return }
      outcome.ledgers[result.caseID] = result.ledger
      if result.verdict == .passed { outcome.passed += 1 }
      if result.verdict == .skipped { outcome.skipped += 1 }
      outcome.rulings.count(result)
      for finding in result.findings where finding.verdict.isNews {
        let actual = finding.actual?.text() ?? "nothing"
        let expected = finding.expected?.text() ?? "nothing"
        let line =
          "\(result.caseID) \(finding.requirement) \(finding.verdict): "
          + "\(actual), not \(expected) \(finding.why ?? "")"
        guard finding.verdict != .differs else {
          outcome.differences.append(line)
          continue
        }
        outcome.failures.append(line)
        outcome.broken.insert(finding.requirement)
      }
    }
    return outcome
  }
}
