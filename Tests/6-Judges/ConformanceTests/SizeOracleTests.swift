import Files
import Contract
import Catalog
import Testing

@testable import Conformance

struct SizeOracleTests {
  @Test func `agrees with every hand-written line that is about sizes`() throws {
    let lines = try contract.expectedLines().filter { $0.requirement.hasPrefix("size.") }
    #expect(lines.count > 200)
    let places = OfferInMode.all(in: try ModelCatalog.shipped())
    for line in lines {
      let place = try #require(
        places.first { $0.offer.key == line.offer && $0.mode.rawValue == line.mode }
      )
      #expect(disagreement(place.oracle, line) == nil, "\(line.place)")
    }
  }

  @Test func `agrees with the hand-written sides`() throws {
    let layers = GoldenLayers(
      contract: contract.contract,
      project: Folder(contract.contract.path(of: "Tests/Fixtures/sides"))
    )
    let lines = try layers.expectedLines().filter { $0.offer.hasPrefix("bfl/") }
    #expect(lines.count == 42)
    let example = try ExampleProvider("bfl")
    let places = OfferInMode.all(in: try example.catalog())
    for line in lines {
      let place = try #require(
        places.first { $0.offer.key == line.offer && $0.mode.rawValue == line.mode }
      )
      #expect(disagreement(place.oracle, line) == nil, "\(line.place)")
    }
  }
}
