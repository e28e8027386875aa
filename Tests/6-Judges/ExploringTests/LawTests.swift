import CanonicalJSON
import Catalog
import Conformance
import Exploring
import FaultyGateways
import Mapping
import Synchronization
import TestSupport
import Testing

/// Each law, held against a gateway that breaks it, and all of them against those that are right.
@Suite(.heavy)
struct LawTests {
  @Test(arguments: PlantedFault.all) func `a law names the fault that breaks it`(
    _ fault: PlantedFault
  ) async throws {
    let trial = try LawTrial(client: fault.client, upstream: fault.upstream)
    let subjects = trial.subjects([fault.model]).filter { $0.mode == fault.mode }
    let law = try #require(Law.all.first { $0.id == fault.law })
    let isFound = Atomic(false)
    let found = try await trial.explorer(subjects, laws: [law], jobs: 4).run {
      $0 < 400 && !isFound.load(ordering: .relaxed)
    } tell: { _ in
      isFound.store(true, ordering: .relaxed)
    }
    let discovery = try #require(found.discoveries.first, "\(found.judged) \(found.unstable)")
    #expect(discovery.law.id == fault.law)
    #expect(discovery.memberNames.count <= 3, "\(discovery.ask.line)")
  }

  /// Before the providers themselves such asks would be bought, and show nothing.
  @Test(arguments: Law.all) func `a law that has faults played says that it needs stubs`(
    _ law: Law
  ) throws {
    let subjects = try LawTrial().subjects(["fal/flux.2-max"])
    var asks: [Ask] = []
    for (turn, subject) in (subjects + subjects + subjects).enumerated() {
      let generator = AskGenerator(subject)
      for number in 0..<20 {
        var dice = Dice(seed: 3, turn: turn * 20 + number)
        let ask = law.prepare(generator.ask(using: &dice), generator, &dice)
        asks += law.asks(ask, subject) ?? []
      }
    }
    let isPlayed = asks.contains { ask in
      let text = JSON.object(ask.fields).text()
      return text.contains("{tripwire-")
        || text.replacing("[fault: wrong-size=160x120]", with: "").contains("[fault: ")
    }
    #expect(isPlayed == law.needsStubs)
    #expect(!asks.isEmpty)
  }

  @Test func `every law has a fault that breaks it`() {
    #expect(Set(PlantedFault.all.map(\.law)) == Set(Law.all.map(\.id)))
  }

  @Test func `the reference breaks no law`() async throws {
    let trial = try LawTrial()
    let found = try await trial.explorer(seed: 7).run { $0 < 2_000 }
    #expect(found.discoveries.map(\.told) == [])
    #expect(found.servedCount == trial.subjects().count)
    let silent = Law.all.filter { found.judged[$0.id] == nil }
    #expect(silent.isEmpty, "\(silent.map(\.id)) had nothing to say")
  }

  /// So it is asked by those who have its address and no more: each name may go to any provider.
  @Test(arguments: [7, 8]) func `the reference breaks no law where no offer is forced`(
    seed: UInt64
  ) async throws {
    let trial = try LawTrial()
    let subjects = trial.catalog.models.flatMap { model in
      Mode.allCases.map { Subject(MapSubject(name: model.id, mode: $0, model: model)) }
    }
    let found = try await trial.explorer(subjects, seed: seed).run { $0 < 2_000 }
    #expect(found.discoveries.map(\.told) == [])
    #expect(found.servedCount > trial.catalog.models.count)
  }

  /// Their faults, if they had any, would stand at the offers that they go about in another way.
  @Test(arguments: CorrectGateway.all) func `a correct gateway breaks no law`(
    _ gateway: CorrectGateway
  ) async throws {
    let trial = try LawTrial(
      client: gateway.client,
      upstream: gateway.upstream,
      options: gateway.options
    )
    let subjects = trial.subjects(about: gateway.prefixes)
    let found = try await trial.explorer(subjects, seed: 3).run { $0 < 200 }
    #expect(found.discoveries.map(\.told) == [])
  }

  @Test func `the same seed makes the same asks and finds the same`() async throws {
    let fault = PlantedFault.all[0]
    var told: [[String]] = []
    for jobs in [1, 8] {
      let trial = try LawTrial(client: fault.client)
      let subjects = trial.subjects([fault.model])
      let found = try await trial.explorer(subjects, seed: 5, jobs: jobs).run { $0 < 400 }
      told.append(found.discoveries.map { $0.told + " \($0.after)" } + ["\(found.asks)"])
    }
    #expect(told[0] == told[1])
    #expect(told[0].count > 1)
  }

  @Test func `what broke once is asked first`() async throws {
    let fault = PlantedFault.all[0]
    let trial = try LawTrial(client: fault.client)
    let subjects = trial.subjects([fault.model]).filter { $0.mode == .textToImage }
    var ask = subjects[0].plain
    ask.fields["size"] = "1183x887"
    let found = try await trial.explorer(subjects).run(
      kept: [KeptAsk(law: "spellings", ask: ask, found: nil)],
      while: { _ in false }
    )
    #expect(found.discoveries.map(\.law.id) == ["spellings"])
    #expect(found.asks < 60)
  }
}

extension Discovery {
  /// It in one line, for messages.
  fileprivate var told: String {
    let seen = trial.sides.map(\.summary).joined(separator: " | ")
    return "\(id): \(ask.json.text()) \(broken.mismatches) \(seen.prefix(900))"
  }
}
