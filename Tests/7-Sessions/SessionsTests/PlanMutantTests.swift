import Files
import Contract
import CanonicalJSON
import Catalog
import Conformance
import FaultyGateways
import Sessions
import TestSupport
import Testing

/// The reference, bent as gateways are bent: each mutant must be caught, and by the requirement that names it.
@Suite(.heavy)
struct PlanMutantTests {
  /// The reference, bent by whichever mutant the running test is about.
  private struct Bent: Planner {
    @TaskLocal static var mutant: PlanMutant?
    let reference: ReferencePlanner

    func explain(model: String, mode: String, request: JSONObject) -> JSON {
      var bent = request
      Bent.mutant?.request(&bent)
      let answer = reference.explain(model: model, mode: mode, request: bent)
      guard let mutant = Bent.mutant, var object = answer.objectValue else { return answer }
      mutant.answer(&object, request)
      return .object(object)
    }
  }

  /// Built once, because it is asked by every mutant.
  private static let suite = Result {
    let contract = Folder(#filePath).ancestry.first { $0.contains("golden/requirements.json") }
    let layers = GoldenLayers(contract: try #require(contract))
    let catalog = try ModelCatalog.shipped()
    let session = Session(
      plans: PlanWitness(Bent(reference: ReferencePlanner(catalog: catalog)), catalog)
    )
    return (cases: try CaseSources(layers, catalog).plans().cases, session: session)
  }

  @Test(arguments: PlanMutant.all)
  func `is caught by the requirement that names it`(mutant: PlanMutant) async throws {
    try await Bent.$mutant.withValue(mutant) {
      let isCaught = try await isBlamed { $0 == mutant.killer }
      #expect(isCaught)
    }
  }

  @Test func `the reference itself is blamed for nothing`() async throws {
    let isCaught = try await isBlamed { _ in true }
    #expect(!isCaught)
  }

  /// Whether some case of the chosen requirements is not met.
  private func isBlamed(by isChosen: (String) -> Bool) async throws -> Bool {
    let (cases, session) = try PlanMutantTests.suite.get()
    for item in cases where item.requirements.contains(where: isChosen) {
      let judgements = await item.judge(session)
      if judgements.contains(where: { isChosen($0.requirement.id) && $0.outcome != .met }) {
        return true
      }
    }
    return false
  }
}
