import Files
import Contract
import CanonicalJSON
import Catalog
import TestSupport
import Testing

@testable import Conformance

/// Every rule of the arithmetic, got wrong as people get it wrong, must be noticed.
@Suite(.heavy)
struct SizeRuleMutantTests {
  struct Mutant: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var rules: SizeRules
    /// A hand-written line or a published row must notice it; otherwise the oracle's own requests do.
    var isKilledByHand: Bool
  }

  private static func mutant(
    _ name: String,
    byHand: Bool = true,
    _ change: (inout SizeRules) -> Void
  ) -> Mutant {
    var rules = SizeRules()
    change(&rules)
    return Mutant(testDescription: name, rules: rules, isKilledByHand: byHand)
  }

  static let mutants = [
    mutant("width first") { $0.roundsHeightFirst = false },
    mutant("halves to even") { $0.round = { Int($0.rounded(.toNearestOrEven)) } },
    mutant("rounds down") { $0.round = { Int($0) } },
    mutant("rounds up") { $0.round = { Int($0.rounded(.up)) } },
    mutant("linear distance") { $0.apart = { 1 + abs($0 - $1) } },
    mutant("distance by the inverse", byHand: false) { $0.apart = { 1 + abs(1 / $0 - 1 / $1) } },
    mutant("the nearest below") { $0.apart = { $1 <= $0 ? $0 / $1 : 1000 * $1 / $0 } },
    mutant("a tie goes away from the square", byHand: false) { $0.prefersSquare = false },
    mutant("a tie between scales goes up", byHand: false) { $0.prefersSmaller = false },
  ]

  @Test(arguments: mutants)
  func `is noticed`(mutant: Mutant) throws {
    let byHand = try byHand(mutant.rules)
    if mutant.isKilledByHand { #expect(byHand) }
    #expect(try byHand || byRequests(mutant.rules))
  }

  @Test func `the right rules are not blamed`() throws {
    #expect(try !byHand(SizeRules()))
    #expect(try !byRequests(SizeRules()))
  }

  private func byHand(_ rules: SizeRules) throws -> Bool {
    let places = OfferInMode.all(in: try ModelCatalog.shipped())
    let byLine = try contract.expectedLines().contains { line in
      guard line.requirement.hasPrefix("size.") else { return false }
      return places.contains { place in
        place.offer.key == line.offer && place.mode.rawValue == line.mode
          && disagreement(oracle(place, rules), line) != nil
      }
    }
    return try byLine || byLaw(rules)
  }

  private func byLaw(_ rules: SizeRules) throws -> Bool {
    try contract.publishedModels().flatMap(\.rows).filter { !$0.isOffTheLaw }.contains { row in
      let ratio = try #require(SizeText.ratio(row.aspectRatio))
      let base = try #require(SizeText.base(row.resolution))
      return rules.lawful(ratio: ratio, base: base) != (row.width, row.height)
    }
  }

  private func byRequests(_ rules: SizeRules) throws -> Bool {
    let fixtures = try ModelCatalog(files: fixtureFiles(), over: try ModelCatalog.shipped())
    return OfferInMode.all(in: fixtures).contains { place in
      SizeCases.requests(place).contains { request in
        oracle(place, rules).answer(to: request.fields) != place.oracle.answer(to: request.fields)
      }
    }
  }

  private func oracle(_ place: OfferInMode, _ rules: SizeRules) -> SizeOracle {
    SizeOracle(place.model.sizes, place.operation, mode: place.mode, rules: rules)
  }

  private func fixtureFiles() throws -> [ModelCatalog.File] {
    let folder = Folder(contract.contract.path(of: "Tests/Fixtures/catalog"))
    return try folder.files(under: "", suffix: ".json").map { name in
      ModelCatalog.File(
        name: name,
        text: String(decoding: try folder.bytes(of: name), as: UTF8.self)
      )
    }
  }
}
