import CanonicalJSON
import Catalog
import Conformance
import Goldens
import TestSupport
import Testing

@testable import Commands

/// The reference, bent as gateways are bent: each mutant must be caught, and by the requirement that names it.
@Suite(.heavy)
struct PlanMutantTests {
  struct Mutant: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var killer: String
    var request: @Sendable (inout JSONObject) -> Void = { _ in }
    var answer: @Sendable (inout JSONObject, JSONObject) -> Void = { _, _ in }
  }

  /// The reference, bent by whichever mutant the running test is about.
  private struct Bent: Planner {
    @TaskLocal static var mutant: Mutant?
    let reference: ReferencePlanner

    func explain(model: String, mode: String, request: JSONObject) throws -> JSON {
      var bent = request
      Bent.mutant?.request(&bent)
      let answer = try reference.explain(model: model, mode: mode, request: bent)
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
    return Suite.plans(
      catalog: catalog,
      expected: try layers.expectedLines(),
      published: try layers.publishedModels(),
      planner: Bent(reference: ReferencePlanner(catalog: catalog))
    )
  }

  @Test(arguments: requestMutants + answerMutants)
  func `is caught by the requirement that names it`(mutant: Mutant) async throws {
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
    for item in try PlanMutantTests.suite.get().cases
    where item.requirements.contains(where: isChosen) {
      let judgements = await item.judge()
      if judgements.contains(where: { isChosen($0.requirement) && $0.outcome != .met }) {
        return true
      }
    }
    return false
  }
}
