import Bytes
import CanonicalJSON
import Catalog
import Conformance
import Mapping
import TestSupport
import Testing

/// Two accounts of the same asks, side by side.
@Suite(.heavy)
struct MapComparisonTests {
  private func map(_ offers: [OfferMap], _ gateway: String = "one") -> GatewayMap {
    GatewayMap(model: "all", gateway: gateway, date: "2026-11-29", asks: 1, offers: offers)
  }

  /// The reference keeps to the published tables, so that facts and table agree to the last row.
  @Test func `finds the reference to be what the catalog says`() async throws {
    let learned = map(try await ReferenceMaps.learned.value.flatMap(\.map.offers))
    let comparison = MapComparison(learned, with: try ModelCatalog.shipped())
    #expect(comparison.onlyFirst.isEmpty)
    #expect(comparison.alike > 500)
    let lines = comparison.rows.map { "\($0.place) \($0.ask): \($0.first) | \($0.second)" }
    #expect(lines.isEmpty, "\(lines.prefix(40).joined(separator: "\n"))")
  }

  @Test func `tells rows, ranges and offers that differ`() async throws {
    let offer = try await ReferenceMaps.offer("fal/flux.1-kontext-max")
    var other = offer
    let row = try #require(offer.rows.firstIndex { $0.asks.contains(["size": "4:3"]) })
    other.rows[row].outcome.upstream = ["aspect_ratio": "3:2"]
    let range = try #require(offer.ranges.firstIndex { $0.along == "size W:H" })
    other.ranges[range].to = ["size": "100:190"]
    let more = try await ReferenceMaps.offer("fal/flux.1-dev")
    let comparison = MapComparison(map([offer, more]), map([other], "two"), names: ("one", "two"))
    #expect(comparison.onlyFirst == ["fal/flux.1-dev t2i"])
    #expect(Set(comparison.rows.map(\.ask)).isSuperset(of: ["size=4:3", "aspect_ratio=4:3"]))
    #expect(comparison.rows.contains { $0.ask.hasPrefix("size W:H 0.13 … ") })
    #expect(
      comparison.rows.first { $0.ask == "size=4:3" }?.second.contains("aspect_ratio 3:2") == true
    )
    #expect(comparison.rows.count == offer.rows[row].asks.count + 1)
    #expect(MapComparison(map([offer]), map([offer]), names: ("one", "one")).isEmpty)
  }
}

/// Catalog models that are drafted from what a gateway does.
@Suite(.heavy)
struct MapDraftTests {
  private static func draft(_ names: [(String, Mode)]) async throws -> MapDraft {
    var offers: [OfferMap] = []
    for (name, mode) in names { offers.append(try await ReferenceMaps.offer(name, mode)) }
    return try MapDraft(
      GatewayMap(model: "drafted", gateway: "trial", date: "2026-11-29", asks: 1, offers: offers)
    )
  }

  private static func model(_ draft: MapDraft) throws -> Model {
    let catalog = try ModelCatalog(files: [.init(name: "drafted.json", text: draft.text)])
    return try #require(catalog.model("drafted"))
  }

  @Test func `know the shapes, the pixels and the batch of an offer`() async throws {
    let draft = try await MapDraftTests.draft([("fal/flux.1-dev", .textToImage)])
    let model = try MapDraftTests.model(draft)
    let operation = try #require(model.offers.first?.operations[.textToImage])
    #expect(model.offers.first?.key == "fal/drafted")
    #expect(operation.endpoint == "fal-ai/flux/dev")
    #expect(operation.batch?.field == "num_images")
    #expect(operation.renames["cfg_scale"] == "guidance_scale")
    #expect(operation.formats["jpeg"] == "jpeg")
    #expect(model.sizes.rows.map(\.pixels.description).contains("1183x887"))
    #expect(model.sizes.custom == 1...14142)
    guard case .pixels(let sizing) = operation.sizing else {
      Issue.record("no pixels: \(draft.text)")
      return
    }
    #expect(sizing.field == "image_size")
    #expect(sizing.range == 1...14142)
    #expect(!draft.undecided.isEmpty)
  }

  @Test func `know the list, the step and the own pixels of an offer`() async throws {
    let draft = try await MapDraftTests.draft([
      ("replicate/flux.2-max", .textToImage), ("replicate/flux.2-max", .edit),
    ])
    let model = try MapDraftTests.model(draft)
    let operation = try #require(model.offers.first?.operations[.textToImage])
    guard case .ratio(let sizing) = operation.sizing, case .step(16) = operation.delivery else {
      Issue.record("no list in steps: \(draft.text)")
      return
    }
    #expect(sizing.field == "aspect_ratio")
    #expect(sizing.scale?.field == "resolution")
    #expect(sizing.custom?.word == "custom")
    #expect(sizing.custom?.range == 256...2048)
    #expect(sizing.ratios.map(\.text).contains("16:9"))
    #expect(model.modes == [.textToImage, .edit])
    #expect(model.offers.first?.operations[.edit]?.images?.field == "input_images")
  }

  @Test(arguments: ReferenceMapTests.places.indices)
  func `can be loaded, whatever the offer`(index: Int) async throws {
    let place = ReferenceMapTests.places[index]
    let draft = try await MapDraftTests.draft([(place.forcedModel, place.mode)])
    let model = try MapDraftTests.model(draft)
    #expect(model.offers.first?.operations[place.mode]?.endpoint == place.operation.endpoint)
  }
}
