import Testing

@testable import Drift

struct PlantTests {
  @Test(arguments: Plant.all)
  func `finds a change, and nothing but it`(_ plant: Plant) async throws {
    let (changes, troubles) = try await World.changes(
      of: plant.subject,
      from: plant.grounded(try World.stubs()),
      to: plant.planted(in: try World.stubs())
    )
    #expect(Set(changes.map(\.rule)) == plant.there, "\(changes)")
    #expect(troubles == [])
  }

  @Test(arguments: Plant.all)
  func `tells the mirrored rule when before and after are swapped`(_ plant: Plant) async throws {
    let (changes, troubles) = try await World.changes(
      of: plant.subject,
      from: plant.planted(in: try World.stubs()),
      to: plant.grounded(try World.stubs())
    )
    #expect(Set(changes.map(\.rule)) == plant.back, "\(changes)")
    #expect(troubles == [])
  }

  /// Paths are only compared where both sides have seen several; recordings and shapes show that.
  @Test func `plants every rule, in one direction or the other`() {
    let planted = Plant.all.reduce(into: Set<Rule>()) { $0.formUnion($1.there.union($1.back)) }
    #expect(Set(Rule.allCases).subtracting(planted) == [.responsePathChanged])
  }
}
