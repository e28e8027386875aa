import CanonicalJSON
import Catalog
import HTTPMessages
import Stubs
import Synchronization
import TestSupport
import Testing

@testable import Drift

@Suite(.heavy)
struct RehearsalTests {
  private static func table(
    on provider: any HTTPHandler,
    _ subjects: [Subject]
  ) async -> RehearsalTable {
    await WholeRehearsal(
      RehearsedProvider(provider, keys: World.keys, subjects: subjects, clock: TestClock())
    ).table()
  }

  @Test func `finds a change for every rule, and raises no false alarm, at every provider`()
    async throws
  {
    let table = await RehearsalTests.table(on: try World.stubs(), try World.subjects())
    #expect(table.unplanted == [])
    for row in table.rules {
      for name in table.providers {
        #expect(["found", "–"].contains(row.word(name, good: "found")), "\(row.name) at \(name)")
      }
    }
    for row in table.harmless {
      for name in table.providers {
        #expect(["quiet", "–"].contains(row.word(name, good: "quiet")), "\(row.name) at \(name)")
      }
    }
    #expect(table.isRight)
    #expect(table.providers == ["fal", "fireworks", "gemini", "openai", "replicate"])
    // Whatever a provider is like, it has pictures, and differences that are none.
    for row in table.rules where row.name.hasPrefix("picture-") {
      #expect(table.providers.allSatisfy { row.word($0, good: "found") == "found" }, "\(row.name)")
    }
    for name in table.providers {
      #expect(table.harmless.count { $0.word(name, good: "quiet") == "quiet" } >= 6, "\(name)")
    }
    #expect(table.found.planted >= 300)
    #expect(table.quiet.planted >= 35)
  }

  @Test func `says what it saw instead, and what could be planted nowhere`() async throws {
    // Its answers never hold anything that could be altered.
    let mute = HTTPHandlerClosure { _ in HTTPResponse(200, body: HTTPBody("[]")) }
    let table = await RehearsalTests.table(on: mute, try World.subjects(["fal/flux.1-dev"]))
    #expect(!table.isRight)
    #expect(table.unplanted.contains("request-enum-closed"))
    #expect(table.rules[0].word("fal", good: "found") == "–")
    #expect(table.found.planted > table.found.right)
  }
}

/// A hundred nights of the stub providers, each with other differences that are none.
@Suite(.heavy)
struct CalmNightsTests {
  private static let nights = 100
  private static let ids: Set<String> = [
    "fal/flux.1-dev", "replicate/flux.1-dev", "fireworks/flux.1-kontext-max",
    "openai/gpt-image-1-mini", "gemini/gemini-2.5-flash-image",
  ]

  @Test func `raises no alarm in a hundred nights of harmless differences`() async throws {
    let subjects = try World.subjects(CalmNightsTests.ids)
    let baselines = await World.baselines(subjects, on: try World.stubs())
    var state = DriftState()
    var generator = SplitMix(seed: 20_261_129)
    for night in 1...CalmNightsTests.nights {
      let chosen = HarmlessChange.all.filter { _ in generator.next().isMultiple(of: 3) }
      let provider = try CalmNightsTests.provider(chosen, of: subjects)
      let run = World.run(subjects, against: baselines, on: provider, confirm: 2)
      let judge = Judge(
        baselines: baselines,
        touches: TouchFinder(subjects: subjects, expected: []),
        now: "2026-01-01T03:00:0\(night % 10)Z"
      )
      let report = judge.report(on: await run.outcomes(), spent: .zero, state: &state)
      let names = chosen.map(\.name)
      #expect(report.ending == .fine, "night \(night): \(names)")
      #expect(report.changes.filter(\.isNews).map(\.change.rule) == [], "night \(night): \(names)")
      #expect(DriftIssue(state: state, current: nil).action == .leave)
    }
  }

  private static func provider(
    _ chosen: [HarmlessChange],
    of subjects: [Subject]
  ) throws -> any HTTPHandler {
    let stubs = try World.stubs()
    var provider: any HTTPHandler = HTTPHandlerClosure { request in
      var request = request
      if request.authority.first == "v", request.authority.dropFirst(2).first == "." {
        request.authority = String(request.authority.dropFirst(3))
      }
      return try await stubs.respond(to: request)
    }
    let facts = Dictionary(subjects.map { ($0.provider, $0.facts) }) { first, _ in first }
    for change in chosen {
      let count = Mutex(0)
      provider = AlteredProvider(provider) { request, reply in
        for facts in facts.values where change.place.covers(request, reply, at: facts) {
          change.edit(
            &reply,
            count.withLock {
              $0 += 1; return $0
            },
            facts
          )
          return
        }
      }
    }
    return provider
  }
}

/// Numbers that are the same every time.
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
