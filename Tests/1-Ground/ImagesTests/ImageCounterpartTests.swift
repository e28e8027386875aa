import Bytes
import Foundation
import Images
import TestSupport
import Testing

private let counterparts = ProcessInfo.processInfo.environment["IMAGE_COUNTERPARTS"]

/// One half of the comparison with other people's tools; `.ci/counterparts images` is the other.
@Suite(.enabled(if: counterparts != nil, "runs inside .ci/counterparts"), .heavy)
struct ImageCounterpartTests {
  static func files(in part: String) throws -> [URL] {
    let folder = URL(fileURLWithPath: counterparts ?? "").appendingPathComponent(part)
    return try FileManager.default
      .contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
  }

  static func bitmap(_ file: URL) throws -> Bitmap {
    let bytes = [UInt8](try Data(contentsOf: file))
    let sides = [0, 4].map { bytes[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }
    return try #require(Bitmap(width: sides[0], height: sides[1], rgba: Array(bytes[8...])))
  }

  static func save(_ bitmap: Bitmap, to file: URL) throws {
    let sides = [bitmap.width, bitmap.height].flatMap { side in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: side >> $0) }
    }
    try Data(sides + bitmap.rgba).write(to: file)
  }

  @Test func `reads what others wrote as they do`() throws {
    for file in try ImageCounterpartTests.files(in: "theirs") where file.pathExtension != "rgba" {
      let bytes = [UInt8](try Data(contentsOf: file))
      let expected = try ImageCounterpartTests.bitmap(file.appendingPathExtension("rgba"))
      let probe = Image.probe(bytes)
      #expect(probe.verdict == .sound, "\(file.lastPathComponent): \(probe.detail ?? "")")
      #expect(probe.shown == expected.size, "\(file.lastPathComponent)")
      let bitmap = try Image.decode(bytes)
      let difference = largestDifference(bitmap, expected)
      let limit = file.pathExtension == "png" ? 0 : 6
      #expect(difference <= limit, "\(file.lastPathComponent) differs by \(difference)")
    }
  }

  @Test func `writes for others`() throws {
    let folder = URL(fileURLWithPath: counterparts ?? "")
      .appendingPathComponent("ours")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (width, height) in [(1, 1), (2, 5), (16, 16), (33, 17), (64, 64), (201, 99), (640, 480)] {
      let size = PixelSize(width, height)
      let bitmap = DrawnPicture(seed: 11, size: size).bitmap
      var files = ["drawn.png": PNGEncoder.encode(bitmap)]
      files["flat.png"] = PNGEncoder.flat(size, color: RGBA(10, 200, 30))
      files["alpha.png"] = PNGEncoder.encode(testPicture(size, hasAlpha: true), level: .best)
      for quality in [1, 10, 50, 75, 90, 100] {
        for chroma in JPEGEncoder.Chroma.allCases {
          files["\(chroma)-\(quality).jpg"] =
            try JPEGEncoder.encode(bitmap, quality: quality, chroma: chroma)
        }
      }
      for (name, bytes) in files {
        let file = folder.appendingPathComponent("\(size)-\(name)")
        try Data(bytes).write(to: file)
        let decoded = try Image.decode(bytes)
        try ImageCounterpartTests.save(decoded, to: file.appendingPathExtension("rgba"))
      }
    }
  }
}
