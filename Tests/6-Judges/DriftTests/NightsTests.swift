import Contract
import Catalog
import CanonicalJSON
import HTTPMessages
import Stubs
import Synchronization
import TestSupport
import Testing

@testable import Drift

/// Fourteen nights in a row, with what a CI keeps between them.
@Suite(.heavy)
struct NightsTests {
  private enum Weather {
    case fine
    /// fal answers nothing.
    case outage
    /// Replicate refuses the key.
    case expired
  }

  private struct Cut: Error {}

  private static let ids: Set<String> = [
    "fal/flux.1-dev", "fal/flux.2-max", "replicate/flux.1-dev", "fireworks/flux.1-kontext-max",
  ]

  private static func provider(_ weather: Weather, isChanged: Bool) throws -> any HTTPHandler {
    let stubs = try World.stubs()
    let calm: any HTTPHandler = isChanged ? Rehearsal.output.planted(in: stubs) : stubs
    return HTTPHandlerClosure { request in
      switch weather {
      case .outage where request.authority.contains("fal"): throw Cut()
      case .expired where request.authority.contains("replicate"):
        return HTTPResponse(401, body: HTTPBody(#"{"title":"Unauthenticated","status":401}"#))
      default: return try await calm.respond(to: request)
      }
    }
  }

  /// Days 3 to 6 are an outage, 8 and 9 a key that ran out, and on day 11 fal and Replicate change; day 13 accepts.
  private static func weather(of day: Int) -> Weather {
    switch day {
    case 3...6: .outage
    case 8...9: .expired
    default: .fine
    }
  }

  @Test func `makes exactly the right nights red`() async throws {
    let subjects = try World.subjects(NightsTests.ids)
    var baselines = await World.baselines(subjects, on: try World.stubs())
    var state = DriftState()
    var endings: [DriftReport.Ending] = []
    var actions: [DriftIssue.Action] = []
    var issue: String?
    for day in 1...14 {
      let now = "2026-11-\(day < 10 ? "0" : "")\(day)T03:00:00Z"
      let provider = try NightsTests.provider(NightsTests.weather(of: day), isChanged: day >= 11)
      if day == 13 {
        for (id, standing) in state.subjects {
          guard let observed = standing.observed, let known = baselines[id] else { continue }
          baselines[id]?.portrait = known.portrait.accepting(observed)
        }
      }
      let run = World.run(subjects, against: baselines, on: provider, confirm: 2)
      let judge = Judge(
        baselines: baselines,
        touches: TouchFinder(subjects: subjects, expected: []),
        now: now
      )
      let report = judge.report(on: await run.outcomes(), spent: .zero, state: &state)
      endings.append(report.ending)
      // The state goes through its file every night.
      state = try #require(DriftState(JSON(parsing: state.json.bytes(.file))))
      let decision = DriftIssue(state: state, current: issue)
      actions.append(decision.action)
      switch decision.action {
      case .open, .update: issue = decision.body
      case .close: issue = nil
      case .leave: break
      }
    }
    let red: [Int: DriftReport.Ending] = [
      5: .unknown, 6: .unknown, 8: .needsPerson, 9: .needsPerson, 11: .breaking, 12: .breaking,
    ]
    #expect(endings == (1...14).map { red[$0] ?? .fine })
    let acted: [Int: DriftIssue.Action] = [11: .open, 13: .close]
    #expect(actions == (1...14).map { acted[$0] ?? .leave })
  }

  @Test func `tells what it knows so far, so that nothing is lost to whatever ends it`()
    async throws
  {
    let subjects = try World.subjects(NightsTests.ids)
    let baselines = await World.baselines(subjects, on: try World.stubs())
    let provider = Rehearsal.output.planted(in: try World.stubs())
    let told = Mutex<[[Outcome]]>([])
    let outcomes = await World.run(subjects, against: baselines, on: provider, confirm: 2)
      .outcomes { outcomes in told.withLock { $0.append(outcomes) } }
    let counts = told.withLock { $0.map { $0.reduce(0) { $0 + $1.compared.count } } }
    #expect(counts.count > 3)
    #expect(counts == counts.sorted())
    #expect(counts.last == outcomes.reduce(0) { $0 + $1.compared.count })
    // The first that is told is of one provider alone.
    let first = told.withLock { Set($0.first?.map(\.subject.provider) ?? []) }
    #expect(first.count == 1)
  }

  @Test func `asks a provider that refused the key no more that night`() async throws {
    let subjects = try World.subjects()
    let provider = try NightsTests.provider(.expired, isChanged: false)
    let outcomes = await World.run(subjects, against: [:], on: provider).outcomes()
    for outcome in outcomes where outcome.subject.provider == "replicate" {
      #expect(
        outcome.troubles.allSatisfy {
          $0.trouble == .refusedKey(variable: "REPLICATE_API_TOKEN", status: 401)
            || $0.trouble.requirement == "drift.no-price"
        }
      )
    }
    let fal = outcomes.filter { $0.subject.provider == "fal" }
    let troubles = fal.flatMap { $0.troubles.map(\.trouble) }
    #expect(troubles.filter { $0.requirement != "drift.no-price" } == [])
  }

  @Test func `skips a provider without a key, and reads fal's documents all the same`() async throws
  {
    let subjects = try World.subjects(["fal/flux.1-dev", "replicate/flux.1-dev"])
    var run = World.run(subjects, against: [:], on: try World.stubs())
    run = DriftRun(
      subjects: subjects,
      baselines: [:],
      keys: [:],
      client: run.client,
      clock: run.clock,
      budget: run.budget,
      options: run.options
    )
    let outcomes = await run.outcomes()
    #expect(outcomes[0].unlearned == [.schema])
    #expect(outcomes[0].troubles.map(\.kind) == [.read, .probe, .generation])
    #expect(outcomes[1].observed == Portrait())
    #expect(
      outcomes[1].troubles.map(\.trouble)
        == Array(repeating: .missingKey(variable: "REPLICATE_API_TOKEN"), count: 4)
    )
  }

  @Test func `believes an answer only when it comes again`() async throws {
    let subjects = try World.subjects(["fal/flux.2-max"])
    let baselines = await World.baselines(subjects, on: try World.stubs())
    let provider = Rehearsal.output.planted(in: try World.stubs())
    let judge = Judge(
      baselines: baselines,
      touches: TouchFinder(subjects: subjects, expected: []),
      confirm: 4,
      now: "2026-11-20T03:00:00Z"
    )
    var state = DriftState()
    var endings: [DriftReport.Ending] = []
    for _ in 1...2 {
      let run = World.run(subjects, against: baselines, on: provider, confirm: 2)
      endings.append(judge.report(on: await run.outcomes(), spent: .zero, state: &state).ending)
    }
    #expect(endings == [.fine, .breaking])
    // A night on which it is not seen begins the count anew.
    let calm = World.run(subjects, against: baselines, on: try World.stubs(), confirm: 2)
    #expect(judge.report(on: await calm.outcomes(), spent: .zero, state: &state).ending == .fine)
    #expect(state.sightings.isEmpty)
  }

  @Test func `puts what can't be read into quarantine`() async throws {
    let subjects = try World.subjects(["fal/flux.2-max"])
    let baselines = await World.baselines(subjects, on: try World.stubs())
    let garbled = AlteredProvider(try World.stubs()) { request, reply in
      if request.method == .post { reply.bytes = Array("<html>".utf8) }
    }
    let outcomes = await World.run(subjects, against: baselines, on: garbled).outcomes()
    var state = DriftState()
    let judge = Judge(
      baselines: baselines,
      touches: TouchFinder(subjects: subjects, expected: []),
      now: "2026-11-20T03:00:00Z"
    )
    let report = judge.report(on: outcomes, spent: .zero, state: &state)
    #expect(report.ending == .needsPerson)
    #expect(!report.isConclusive)
    #expect(report.changes.isEmpty)
    #expect(
      report.entries[0].troubles.map(\.trouble.requirement)
        == ["drift.quarantine", "drift.quarantine"]
    )
  }

  @Test func `a documented baseline is never broken`() async throws {
    let subjects = try World.subjects(["fal/flux.2-max"])
    var baselines = await World.baselines(subjects, on: try World.stubs())
    baselines["fal/flux.2-max"]?.origin = .documented
    let provider = Rehearsal.output.planted(in: try World.stubs())
    let outcomes = await World.run(subjects, against: baselines, on: provider, confirm: 2)
      .outcomes()
    var state = DriftState()
    let judge = Judge(
      baselines: baselines,
      touches: TouchFinder(subjects: subjects, expected: []),
      now: "2026-11-20T03:00:00Z"
    )
    let report = judge.report(on: outcomes, spent: .zero, state: &state)
    #expect(report.ending == .fine)
    #expect(report.changes.map(\.verdict) == [.differs])
  }
}
