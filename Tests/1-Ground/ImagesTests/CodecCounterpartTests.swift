import Bytes
import Foundation
import TestSupport
import Testing

@testable import Images

private let counterparts = ProcessInfo.processInfo.environment["IMAGE_COUNTERPARTS"]

/// One half of the comparison for GIF, WebP and AVIF; `.ci/counterparts codecs` is the other.
@Suite(.enabled(if: counterparts != nil, "runs inside .ci/counterparts"), .heavy)
struct CodecCounterpartTests {
  @Test func `reads what others wrote to the very same pixels`() throws {
    for file in try ImageCounterpartTests.files(in: "theirs") where file.pathExtension != "rgba" {
      let bytes = [UInt8](try Data(contentsOf: file))
      let name = file.lastPathComponent
      let expected = try ImageCounterpartTests.bitmap(file.appendingPathExtension("rgba"))
      let probe = Image.probe(bytes)
      #expect(probe.verdict == .sound, "\(name): \(probe.detail ?? "")")
      let bitmap = try Image.decode(bytes)
      #expect(largestDifference(bitmap, expected) == 0, "\(name)")
    }
  }

  @Test func `writes every small size and the largest for others`() throws {
    for height in 1...64 {
      for width in 1...64 {
        let size = PixelSize(width, height)
        try write(size, kind: (width + height) % 4, quality: (width * 7 + height * 3) % 101)
      }
    }
    for kind in 0..<4 {
      try write(PixelSize(4096, 2304), kind: kind, quality: 75)
      try write(PixelSize(5000, 70), kind: kind, quality: 40)
    }
  }

  private func write(_ size: PixelSize, kind: Int, quality: Int) throws {
    let folder = URL(fileURLWithPath: counterparts ?? "").appendingPathComponent("ours")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var picture = DrawnPicture(seed: UInt64(size.width), size: size).bitmap
    // Every third picture lets something through.
    if size.height % 3 == 0 {
      for offset in stride(from: 3, to: picture.rgba.count, by: 4) {
        picture.rgba[offset] = UInt8(truncatingIfNeeded: offset / 4)
      }
    }
    let format: ImageFormat = kind == 0 ? .gif : kind == 3 ? .avif : .webp
    let bytes =
      kind == 2
      ? try Image.encodeLosslessWebP(picture)
      : try Image.encode(picture, as: format, quality: quality)
    let file = folder.appendingPathComponent("\(kind)-\(size).\(format.rawValue)")
    try Data(bytes).write(to: file)
    let decoded = try Image.decode(bytes)
    if kind == 2 { #expect(decoded == picture, "\(file.lastPathComponent)") }
    try ImageCounterpartTests.save(decoded, to: file.appendingPathExtension("rgba"))
    if kind == 3 { try writePlanes(of: bytes, size, beside: file) }
  }

  /// The bare AV1 bitstream, and its planes as we rebuild them.
  private func writePlanes(of bytes: [UInt8], _ size: PixelSize, beside file: URL) throws {
    let container = try #require(AVIFContainer(recognizing: bytes))
    let start = container.head().count
    let still = bytes[start..<start + container.colorLength]
    let decoded = AV1Still.decode(still, width: size.width, height: size.height, planeCount: 3)
    let planes = try #require(decoded)
    var samples: [UInt8] = []
    for plane in planes {
      for y in 0..<size.height {
        for x in 0..<size.width { samples.append(plane.groups[y * plane.columns + x / 8][x % 8]) }
      }
    }
    // A temporal delimiter makes the still a stream.
    try Data([0x12, 0] + still).write(to: file.appendingPathExtension("obu"))
    try Data(samples).write(to: file.appendingPathExtension("yuv"))
  }
}
