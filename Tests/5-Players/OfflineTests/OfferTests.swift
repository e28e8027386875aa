import CanonicalJSON
import Catalog
import Images
import Testing

struct OfferTests {
  /// Model, provider, and the pixels that a request of 3:2 delivers there, by hand.
  static let generations: [(model: String, provider: String, size: String)] = [
    ("flux.1-kontext-max", "fal", "1248x832"),
    ("flux.1-kontext-max", "replicate", "1248x832"),
    ("flux.1-kontext-max", "fireworks", "1248x832"),
    ("flux.2-max", "fal", "1254x836"),
    ("flux.2-max", "replicate", "1248x832"),
    ("flux.1-dev", "fal", "1254x836"),
    ("flux.1-dev", "replicate", "1216x832"),
    ("flux1.1-pro", "fal", "1254x836"),
    ("flux1.1-pro", "replicate", "1248x832"),
  ]

  @Test(arguments: generations.indices)
  func `every offer draws`(index: Int) async throws {
    let row = OfferTests.generations[index]
    let driver = try OfflineDriver()
    let answer = try await driver.generate([
      "model": .string("\(row.provider)/\(row.model)"), "prompt": "a", "aspect_ratio": "3:2",
      "output_format": "png",
    ])
    #expect(answer.status == 200)
    #expect(answer["/metadata/provider"]?.stringValue == row.provider)
    #expect(answer["/size"]?.stringValue == row.size)
  }

  static let faults = [
    "status=429": 429, "status=500": 500, "status=401": 502, "status=402": 502,
    "moderated": 400, "bad-json": 502, "reset": 502, "truncate-image=50%": 502, "polls=2": 200,
  ].sorted { $0.key < $1.key }

  @Test(arguments: generations.indices, faults.indices)
  func `every offer's failures are told apart`(index: Int, fault: Int) async throws {
    let row = OfferTests.generations[index]
    let (directive, status) = OfferTests.faults[fault]
    let driver = try OfflineDriver()
    let answer = try await driver.generate([
      "model": .string("\(row.provider)/\(row.model)"),
      "prompt": .string("a [fault: \(directive)]"), "output_format": "png",
    ])
    #expect(answer.status == status)
  }
}
