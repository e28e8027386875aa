import Bytes
import CanonicalJSON
import Catalog
import FaultyGateways
import Images
import TestSupport
import Testing

/// A mask at an offer that has a field for it; none of the shipped ones has.
@Suite(.heavy)
struct MaskTests {
  private static let model = """
    {
      "id": "fixture-mask", "modes": ["edit"], "max_input_images": 1,
      "sizes": {"auto": true, "ratios": ["1:1"], "tiers": ["1K"]},
      "parameters": [
        {"name": "prompt", "type": "string", "required": true},
        {"name": "image", "type": "file", "required": true}
      ],
      "offers": [
        {
          "key": "fal/fixture-mask",
          "operations": {
            "edit": {
              "endpoint": "fal-ai/fixture-mask", "images": {"field": "image_url"},
              "fields": [
                {"name": "prompt", "type": "string", "required": true},
                {"name": "image_url", "type": "uri", "required": true},
                {"name": "mask", "type": "uri"}
              ]
            }
          }
        }
      ]
    }
    """

  private func outcome(upstream: @escaping Spoiler = { $0 }) async throws -> WireTrial.Outcome {
    let catalog = try ModelCatalog(files: [.init(name: "mask.json", text: MaskTests.model)])
    let bench = WireTrial(try WireTrial.shared.get(), catalog: catalog)
    let bed = bench.suite(through: { $0 }, upstream: upstream, groups: ["edit"])
    return await bench.judge(bed, prefix: "wire/edit/fixture-mask/fal/edit/mask")
  }

  @Test func `a mask that reaches the provider bit for bit is blamed by nobody`() async throws {
    let outcome = try await outcome()
    #expect(outcome.failures == [])
    #expect(outcome.passed == 1)
  }

  @Test func `a mask that is dropped is missed`() async throws {
    let outcome = try await outcome(upstream: sending { $0["mask"] = nil })
    #expect(outcome.broken == ["edit.mask"])
  }

  @Test func `the picture in the place of its mask is told from it`() async throws {
    let outcome = try await outcome(
      upstream: sending { input in
        if input["mask"] != nil { input["mask"] = input["image_url"] }
      }
    )
    #expect(outcome.broken == ["edit.mask"])
  }

  @Test func `a mask that is written anew has come, but not bit for bit`() async throws {
    let outcome = try await outcome(
      upstream: before { request, body in
        guard var input = try? JSON(parsing: body).objectValue,
          let mask = input["mask"]?.stringValue?.split(separator: ",").last
        else { return }
        let bitmap = try Image.decode(Base64.decode(String(mask)))
        let anew = Base64.encode(PNGEncoder.encode(bitmap))
        input["mask"] = .string("data:image/png;base64," + anew)
        body = JSON.object(input).bytes()
      }
    )
    #expect(outcome.broken == ["edit.bytes"])
  }
}
