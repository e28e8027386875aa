import Catalog
import Conformance
import Exploring
import FaultyGateways
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Has laws alone, without a case, find every faulty gateway, and none that is right.
struct LawHunt {
  /// The most asks at one faulty gateway.
  private static let most = 2_000
  /// The share of them in hundredths that laws must find: what was reached, less what chance takes.
  private static let fewest = 77
  /// The asks at the reference.
  private let reference: Int

  init(_ word: String?) { reference = word.flatMap { Int($0) } ?? 200_000 }

  private struct Catch {
    var law: String
    var asks: Int
    var members: Int
  }

  func run() async throws {
    var catches: [Catch] = []
    print("| faulty gateway | requirement | law | asks | members |\n|---|---|---|--:|--:|")
    for mutant in GatewayMutant.all {
      let trial = try LawTrial(
        client: mutant.client,
        upstream: mutant.upstream,
        elsewhere: mutant.elsewhere,
        options: mutant.options
      )
      let found = try await hunt(trial, subjects(of: mutant, trial))
      let requirement = mutant.requirements.sorted().joined(separator: ", ")
      let told = found.map { "\($0.law) | \($0.asks) | \($0.members)" } ?? "– | | "
      print("| \(mutant.testDescription) | \(requirement) | \(told) |")
      if let found { catches.append(found) }
    }
    let all = GatewayMutant.all.count
    let (asks, members) = (catches.map(\.asks).sorted(), catches.map(\.members).sorted())
    print("\n\(catches.count) of \(all) found within \(LawHunt.most) asks", terminator: "")
    print(", \(catches.count * 100 / max(1, all)) %; the median one after", terminator: " ")
    print("\(median(asks)) asks, by an ask of \(median(members)) members beside model and prompt")
    let isTooFew = catches.count * 100 < LawHunt.fewest * all
    if isTooFew { print("error: fewer than \(LawHunt.fewest) % were found") }
    var blamed = try await blameCorrect()
    blamed += try await holdReference()
    if blamed > 0 || isTooFew { exit(1) }
  }

  private func median(_ numbers: [Int]) -> Int {
    numbers.isEmpty ? 0 : numbers[numbers.count / 2]
  }

  /// Until a law is broken, or enough was asked.
  private func hunt(_ trial: LawTrial, _ subjects: [Subject]) async throws -> Catch? {
    let isFound = Atomic(false)
    let findings = try await trial.explorer(subjects).run {
      $0 < LawHunt.most && !isFound.load(ordering: .relaxed)
    } tell: { _ in
      isFound.store(true, ordering: .relaxed)
    }
    return findings.discoveries.first.map {
      Catch(law: $0.law.id, asks: $0.after, members: $0.memberNames.count)
    }
  }

  /// The model that the fault is about, at every provider; flux.2-max where it is about none.
  private func subjects(of mutant: GatewayMutant, _ trial: LawTrial) -> [Subject] {
    let steps = Set(mutant.prefix.split(separator: "/").map(String.init))
    let all = trial.subjects()
    let meant = all.filter { $0.model.map { steps.contains($0.id) } ?? false }
    return meant.isEmpty ? all.filter { $0.model?.id == "flux.2-max" } : meant
  }

  private func blameCorrect() async throws -> Int {
    var blamed = 0
    for gateway in CorrectGateway.all {
      let trial = try LawTrial(
        client: gateway.client,
        upstream: gateway.upstream,
        options: gateway.options
      )
      let findings = try await trial.explorer(
        trial.subjects(about: gateway.prefixes),
        seed: 2
      ).run { $0 < LawHunt.most }
      for discovery in findings.discoveries {
        print("error: \(gateway.testDescription) is blamed: \(told(discovery))")
      }
      blamed += findings.discoveries.count
    }
    print("\(CorrectGateway.all.count) correct gateways: \(blamed) blamed")
    return blamed
  }

  private func holdReference() async throws -> Int {
    let clock = ContinuousClock()
    let start = clock.now
    let asks = reference
    let findings = try await LawTrial().explorer(seed: 20_261_130).run { $0 < asks }
    let seconds = max(0.001, (clock.now - start) / .seconds(1))
    for discovery in findings.discoveries { print("error: \(told(discovery))") }
    print(
      "the reference: \(findings.asks) asks, \(findings.shapes) shapes of calls, "
        + "\(findings.discoveries.count) laws broken, \(Int(Double(findings.asks) / seconds)) asks a second"
    )
    return findings.discoveries.count
  }

  private func told(_ discovery: Discovery) -> String {
    "\(discovery.id) by \(discovery.ask.line): \(discovery.broken.mismatches)"
  }
}
