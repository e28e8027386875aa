import TestSupport
import CanonicalJSON
import Catalog
import Dialects
import HTTPMessages
import Stubs
import Testing

@testable import Drift

/// A provider that only a file knows is watched like any other.
struct DeclaredProviderTests {
  @Test(arguments: [
    ("https://api.us1.bfl.ai/x?id=1", "fake"), ("https://elsewhere.example/x", nil),
  ])
  func `takes the key along only to where the provider is`(place: String, key: String?) throws {
    let closed = #"{"extends": "bfl", "calls": {"status": {"open": null}}}"#
    let catalog = try ModelCatalog.shipped().declaring([.init(name: "bfl.json", text: closed)])
    let facts = try #require(catalog.provider("bfl"))
    let dialect = Dialect(facts, key: "fake")
    let poll = try #require(
      dialect.poll("1", at: "x", after: ["polling_url": .string(place)])?.request
    )
    #expect(poll.url == place)
    #expect(poll.fields["x-key"] == key)
  }

  @Test func `learns a declared provider, and finds what changed at it`() async throws {
    let example = try ExampleProvider("bfl")
    let catalog = try example.catalog()
    // What has no known price is never asked.
    let subjects = Subject.all(in: catalog, facts: catalog.everyProvider).filter {
      $0.generationCost != nil && $0.facts.name == "bfl"
    }
    #expect(subjects.count == 3)
    let stubs = ProviderStubs(catalog, in: .fixed(TestClock()))
    func run(_ provider: AlteredProvider, _ baselines: [String: Baseline]) -> DriftRun {
      DriftRun(
        subjects: subjects,
        baselines: baselines,
        keys: [example.name: "any"],
        client: provider,
        clock: TestClock(),
        budget: .ofPlayMoney(),
        options: DriftRun.Options(kinds: Set(DriftJob.Kind.allCases), confirm: 1)
      )
    }
    let calm = AlteredProvider(stubs) { _, _ in }
    let learned = await run(calm, [:]).learned(samples: 3)
    #expect(learned.flatMap { $0.troubles.map(\.trouble.description) } == [])
    var baselines: [String: Baseline] = [:]
    for outcome in learned {
      #expect(outcome.observed.answers[.result] != nil)
      #expect(outcome.observed.answers[.picture] != nil)
      #expect(outcome.observed.faults?.isEmpty == false)
      baselines[outcome.subject.id] = outcome.baseline(origin: .simulated, now: "", source: nil)
    }
    let same = await run(calm, baselines).outcomes()
    #expect(same.flatMap { $0.sightings.map(\.change) } == [])
    let altered = AlteredProvider(stubs) { _, reply in
      if reply.json?["result"]?["sample"] != nil {
        reply.json = reply.json?.setting("/result/seed", "seven of nine")
      }
    }
    let dearer = AlteredProvider(stubs) { _, reply in
      if let cost = reply.json?["cost"]?.doubleValue {
        reply.json = reply.json?.setting("/cost", .number(JSONNumber(cost + 1)))
      }
    }
    let raised = await run(dearer, baselines).outcomes()
    #expect(
      raised.map { $0.sightings.map(\.change.rule) } == [
        [.priceRaised], [.priceRaised], [.priceRaised],
      ]
    )
    let changed = await run(altered, baselines).outcomes()
    #expect(Set(changed.flatMap { $0.sightings.map(\.change.rule) }) == [.responseTypeChanged])
  }
}
