import CanonicalJSON
import Catalog
import Foundation
import Normalization
import TestSupport
import Testing

/// Every generation offer of the shipped models and of the fixtures.
@Suite(.heavy)
struct SizePropertyTests {
  let catalog: ModelCatalog

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appending(path: "Fixtures/catalog")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.path(percentEncoded: false)
    ).sorted()
    let files = try names.map { name in
      ModelCatalog.File(
        name: name,
        text: try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      )
    }
    catalog = try ModelCatalog(files: files, over: ModelCatalog.shipped())
  }

  private func size(_ model: String, _ fields: JSONObject) throws -> JSON {
    var fields = fields
    fields["model"] = .string(model)
    fields["prompt"] = "a stone"
    let plan = try Plan(PlanRequest(mode: .textToImage, fields: fields), catalog: catalog)
    return try #require(plan.json["plans"]?[0]?["size"])
  }

  private var forced: [(name: String, model: Model)] {
    catalog.offers.filter { $0.offer.operations[.textToImage] != nil }
      .map { ("\($0.offer.provider)/\($0.model.id)", $0.model) }
  }

  @Test func `any ratio maps to a listed one, and mapping again changes nothing`() throws {
    for (name, model) in forced {
      let listed = model.sizes.ratios.map(\.text)
      for step in -24...24 {
        let ratio = pow(20, Double(step) / 24)
        let text = "\(Int((ratio * 10_000).rounded())):10000"
        let row = try size(name, ["aspect_ratio": .string(text)])["row"]
        let mapped = try #require(row?["aspect_ratio"]?.stringValue)
        #expect(listed.contains(mapped), "\(name) \(text)")
        let again = try size(name, ["aspect_ratio": .string(mapped)])["row"]
        #expect(again == row, "\(name) \(text)")
      }
    }
  }

  @Test func `swapping width and height swaps the shape where the table holds both`() throws {
    for (name, model) in forced where isSymmetric(model) {
      for width in stride(from: 100, through: 2000, by: 130) {
        let wide = try size(name, ["aspect_ratio": .string("\(width):700")])["row"]
        let tall = try size(name, ["aspect_ratio": .string("700:\(width)")])["row"]
        let turned = tall?["aspect_ratio"]?.stringValue.flatMap(AspectRatio.init(_:))
        let expected = turned.map { AspectRatio(width: $0.height, height: $0.width).text }
        #expect(wide?["aspect_ratio"]?.stringValue == expected, "\(name) \(width)")
      }
    }
  }

  private func isSymmetric(_ model: Model) -> Bool {
    model.sizes.ratios.allSatisfy { ratio in
      model.sizes.ratios.contains(AspectRatio(width: ratio.height, height: ratio.width))
    }
  }

  @Test func `no size in range traps, and each comes to pixels`() throws {
    let sides = [1, 7, 255, 256, 1024, 1441, 2049, 14142]
    for (name, _) in forced {
      for width in sides {
        for height in sides {
          let size = try size(name, ["size": .string("\(width)x\(height)")])
          #expect(size["delivers"]?["width"]?.intValue ?? 0 > 0, "\(name) \(width)x\(height)")
        }
      }
    }
  }

  @Test(arguments: [
    "", " ", "12", "x", "0x10", "-1x5", "1024×1024", "16:0", "1e3x1e3", "banana", "1x", "x1", "1:",
    ":1", "1:1:1", "1x1x1", "99999999999999999999x1", "nan:1", "inf:1", "0:0", "1.:1", ".5:1",
    "1:1 ", "AUTO", "١x١", "\u{0}", "1x1\n",
  ])
  func `no text traps, and a malformed size is refused`(text: String) throws {
    for (name, _) in forced {
      #expect(throws: RequestFault.self) { try size(name, ["size": .string(text)]) }
    }
  }

  @Test(arguments: [
    ("7:1", "8:1"), ("2:1", "1:1"), ("1:2", "1:1"), ("5.6:1", "4:1"), ("5.7:1", "8:1"),
    ("1:100", "1:4"),
  ])
  func `the nearest shape is nearest by ratio, a tie going to the square`(
    asked: String,
    mapped: String
  ) throws {
    for name in ["fal/fixture-ratios", "replicate/fixture-ratios"] {
      let row = try size(name, ["aspect_ratio": .string(asked)])["row"]
      #expect(row?["aspect_ratio"]?.stringValue == mapped)
    }
  }

  @Test(arguments: [
    ("8K", "4K"), ("0.1K", "0.5K"), ("0.25", "0.5K"), ("1", "1K"), ("4", "2K"), ("3k", "4K"),
    ("0.5", "0.5K"), ("2", "1K"), ("auto", "1K"),
  ])
  func `the nearest scale is nearest by ratio, a tie going down`(
    asked: String,
    mapped: String
  ) throws {
    let fields: JSONObject = ["aspect_ratio": "1:1", "resolution": .string(asked)]
    let row = try size("fal/fixture-ratios", fields)["row"]
    #expect(row?["resolution"]?.stringValue == mapped)
  }

  @Test func `a row off the law goes up as the page lists it`() throws {
    let explicit = try size("fal/fixture-explicit", ["size": "3:2"])
    #expect(explicit["delivers"] == ["width": 1536, "height": 1024])
  }
}
