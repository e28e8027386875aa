import CanonicalJSON
import Catalog
import Conformance
import Contract
import FaultyGateways
import Mapping
import TestSupport
import Testing

/// The reference's maps, held against what people wrote down of it.
@Suite(.heavy)
struct ReferenceMapTests {
  static let places = (try? OfferInMode.all(in: ModelCatalog.shipped())) ?? []

  /// Hand-written lines whose request is in the grid.
  @Test(arguments: places.indices)
  func `hold every hand-written expectation that they ask for`(index: Int) async throws {
    let place = ReferenceMapTests.places[index]
    let map = try await ReferenceMaps.offer(place.forcedModel, place.mode)
    let plain = map.plain?.outcome.upstream?.objectValue ?? [:]
    let lines = try WireTrial.shared.get().expected.filter {
      $0.offer == place.offer.key && $0.mode == place.mode.rawValue
    }
    var held = 0
    for line in lines {
      var request = line.request
      if request["image"] == "<image 1>" { request["image"] = nil }
      guard let row = map.row(of: request), row.outcome.calls > 0 else { continue }
      held += 1
      var input = plain
      for name in row.outcome.without { input[name] = nil }
      let own = row.outcome.upstream?.arrayValue?.first ?? row.outcome.upstream
      for member in own?.objectValue?.members ?? [] { input[member.name] = member.value }
      for member in line.input.members {
        #expect(
          input[member.name]?.isSameValue(as: member.value) == true,
          "\(line.id) \(member.name)"
        )
      }
      for name in line.absent { #expect(input[name] == nil, "\(line.id) \(name)") }
    }
    #expect(held > 2, "\(place.forcedModel) \(place.mode)")
  }

  @Test func `serve every offer of the catalog`() async throws {
    let learned = try await ReferenceMaps.learned.value.flatMap(\.map.offers)
    #expect(learned.count == ReferenceMapTests.places.count)
  }

  /// A model by all of its names; where asks were left out, a thousand are not enough.
  @Test func `need a thousand asks a model at most`() async throws {
    for (map, leftOut) in try await ReferenceMaps.learned.value {
      #expect(map.asks <= 1000, "\(map.model)")
      #expect(leftOut == 0, "\(map.model): \(map.asks) asks, \(leftOut) left out")
    }
  }

  @Test func `are the same when they are learned again`() async throws {
    let first = try await ReferenceMaps.offer("replicate/flux.2-max")
    let again = try await MapTrial().learned("replicate/flux.2-max").offers
    #expect(again == [first])
  }

  @Test(arguments: ["fal/flux.1-dev", "fireworks/flux.1-kontext-max"])
  func `find nothing where nothing changed`(name: String) async throws {
    let result = try await MapTrial().check(ReferenceMaps.offer(name))
    #expect(result.changes.isEmpty)
    #expect(result.unstable.isEmpty)
    #expect(result.silent.isEmpty)
    #expect(result.held.count == result.offer.points.count)
  }

  /// By the model's page: fal takes four pictures a call, Replicate one.
  @Test func `tell batches and seeds`() async throws {
    let fal = MapRules(try await ReferenceMaps.offer("fal/flux.1-dev"))
    #expect(fal.counts["10"] == "4+4+2")
    #expect(fal.batchField == "num_images")
    #expect(fal.seeds == "+1 a picture")
    let replicate = MapRules(try await ReferenceMaps.offer("replicate/flux1.1-pro"))
    #expect(replicate.counts["3"] == "1+1+1")
  }
}
