import CanonicalJSON
import Testing

@testable import Conformance

struct SizeTextTests {
  static let readings: [(JSONObject, SizeRequest)] = [
    (["size": "1183x887"], .pixels(width: 1183, height: 887)),
    (["size": "1183X887", "aspect_ratio": "banana"], .pixels(width: 1183, height: 887)),
    (["size": "16:8"], .shape(2, base: nil)),
    (["size": "1.85:1", "resolution": "2K"], .shape(1.85, base: 2048)),
    (["size": "2:1", "aspect_ratio": "1:1", "resolution": "auto"], .shape(2, base: nil)),
    (["size": "auto", "aspect_ratio": "1:1"], .auto),
    (["size": .null, "aspect_ratio": "auto"], .auto),
    (["aspect_ratio": "match_input_image"], .likeSource),
    (["aspect_ratio": "custom", "width": 3, "height": 4], .custom(width: 3, height: 4)),
    (["aspect_ratio": "custom", "width": 3], .malformed),
    (["resolution": "0.25"], .scale(512)),
    (["resolution": "4k"], .scale(4096)),
    (["resolution": "auto"], .silent),
    ([:], .silent),
    (["size": "14143x1"], .outOfRange),
    (["size": "1x99999999999999999999999"], .outOfRange),
    (["size": "1024×1024"], .malformed),
    (["size": "16:9", "resolution": "big"], .malformed),
    (["size": 1024], .malformed),
  ]

  @Test(arguments: readings)
  func `reads the size fields by the letter`(request: JSONObject, meaning: SizeRequest) {
    #expect(SizeRequest(request) == meaning)
  }

  @Test(arguments: [
    "", "12", "x", "0:1", "1:0", "-1:2", "1:2:3", "1e1:1", ".5:1", "1.:1", "1:", " 1:1", "١:١",
  ])
  func `takes nothing else for a ratio`(text: String) {
    #expect(SizeText.ratio(text) == nil)
  }

  @Test(arguments: ["", "K", "0K", "0", "-1", "1M", "1e1K", "1 K", "K1"])
  func `takes nothing else for a scale`(text: String) {
    #expect(SizeText.base(text) == nil)
  }
}
