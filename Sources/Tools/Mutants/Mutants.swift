import Conformance
import FaultyGateways

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Judges gateways with one planted fault each, and correct ones, by whole groups of cases: the judge's own judge.
///
/// Tests do the same with the cases that can tell; this is for release builds. `Mutants laws [ASKS]` switches the cases
/// off, and has laws alone find them.
@main
struct Mutants {
  static func main() async throws {
    if CommandLine.arguments.dropFirst().first == "laws" {
      return try await LawHunt(CommandLine.arguments.dropFirst(2).first).run()
    }
    let trial = try WireTrial.shared.get()
    var faults: [String] = []
    for mutant in GatewayMutant.all {
      let bed = trial.suite(
        through: mutant.client,
        upstream: mutant.upstream,
        elsewhere: mutant.elsewhere,
        options: mutant.options,
        groups: [WireTrial.group(mutant.prefix)]
      )
      let outcome = await trial.judge(bed, prefix: mutant.prefix)
      guard outcome.broken != mutant.requirements else { continue }
      let (found, wanted) = (outcome.broken.sorted(), mutant.requirements.sorted())
      faults.append("\(mutant.testDescription): \(found), not \(wanted)")
    }
    for gateway in CorrectGateway.all {
      let bed = trial.suite(
        through: gateway.client,
        upstream: gateway.upstream,
        options: gateway.options,
        groups: Set(gateway.prefixes.map { WireTrial.group("wire/" + $0) })
      )
      let cases = bed.cases.filter { item in
        gateway.prefixes.contains { item.id.hasPrefix("wire/" + $0) }
      }
      let outcome = await trial.judge(bed, cases)
      faults += outcome.failures.map { "\(gateway.testDescription) is blamed: \($0)" }
    }
    for fault in faults { print("error: \(fault)") }
    let (wrong, right) = (GatewayMutant.all.count, CorrectGateway.all.count)
    print("\(wrong) faulty gateways and \(right) correct ones: \(faults.count) judged wrongly")
    if !faults.isEmpty { exit(1) }
  }
}
