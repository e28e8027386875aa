import CanonicalJSON
import Bytes
import Testing

@testable import Catalog

/// Numbers past any picture come to an end, and never to a trap.
struct HugeNumberTests {
  @Test func `counts pixels, sides and prices up to what an integer holds`() throws {
    let huge = PixelSize(.max, 3)
    #expect(huge.area == .max)
    #expect(DeliveryRule.rounded(.max, to: 32) > 1 << 60)
    let price = Price.perMegapixel(first: Money(dollars: 0.07), further: Money(dollars: 0.03))
    let cost = price.cost(pixels: huge, inputs: [huge])
    #expect(cost?.millionths == 70_000 + 1_000_003 * 30_000)
    let thin = try #require(AspectRatio("1:1" + String(repeating: "0", count: 290)))
    #expect(DeliveryRule.step(32).pixels(ratio: thin)?.width == 32)
    #expect(SizeLaw.pixels(ratio: thin.value, base: 1024).height == 1_000_000_000_000)
  }

  @Test func `counts megapixels as before where they are few`() {
    #expect(Price.megapixels(PixelSize(0, 0)) == 1)
    #expect(Price.megapixels(PixelSize(1024, 1024)) == 1)
    #expect(Price.megapixels(PixelSize(1024, 1025)) == 2)
    #expect(Price.megapixels(PixelSize(2048, 2048)) == 4)
  }

  @Test(arguments: ["0", "-1"])
  func `refuses a batch of no pictures`(most: String) {
    let file = ModelCatalog.File(
      name: "m.json",
      text: """
        {
          "id": "m", "modes": ["t2i"], "sizes": {"ratios": ["1:1"], "tiers": ["1K"]},
          "parameters": ["prompt"], "offers": {"fal/m": {"operations": {"t2i": {
            "endpoint": "m", "batch": {"field": "count", "max": \(most)},
            "fields": {"prompt": {"type": "string"}, "count": {"type": "integer"}}
          }}}}
        }
        """
    )
    let error = #expect(throws: JSONFault.self) { try ModelCatalog(files: [file]) }
    #expect(error?.reason == .malformed(most, expected: "a count, 1 or more"))
  }
}
