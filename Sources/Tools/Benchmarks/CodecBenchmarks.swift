import Bytes
import Foundation
import Images

extension Benchmark {
  /// 1024x1024 in the formats beside JPEG and PNG; libwebp is measured through Pillow.
  static let codecs = Benchmark("codecs") {
    let picture = DrawnPicture(seed: 1, size: PixelSize(1024, 1024)).bitmap
    var figures: [Figure] = []
    for format in [ImageFormat.gif, .webp, .avif] {
      let file = try Image.encode(picture, as: format, quality: 75)
      let encoding = try milliseconds { _ = try Image.encode(picture, as: format, quality: 75) }
      let decoding = try milliseconds { _ = try Image.decode(file) }
      let name = "\(format.name), \(file.count / 1024) KB"
      figures.append(.spread("\(name), encode", encoding, unit: "ms"))
      figures.append(.spread("\(name), decode", decoding, unit: "ms"))
    }
    let file = try Image.encodeLosslessWebP(picture)
    let name = "WebP without loss, \(file.count / 1024) KB"
    let encoding = try milliseconds { _ = try Image.encodeLosslessWebP(picture) }
    figures.append(.spread("\(name), encode", encoding, unit: "ms"))
    figures.append(
      .spread("\(name), decode", try milliseconds { _ = try Image.decode(file) }, unit: "ms")
    )
    figures.append(try await libwebp(file))
    return figures
  }

  private static func libwebp(_ file: [UInt8]) async throws -> Figure {
    let name = "libwebp method 4, encode"
    guard let python = Command("python3") else { return .notMeasured(name, "no python3") }
    let path = FileManager.default.temporaryDirectory.appending(path: "touchstone-codecs.webp")
    try Data(file).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let script = """
      import io, sys, time
      from PIL import Image
      picture = Image.open(sys.argv[1]).convert("RGB")
      for _ in range(6):
          start = time.perf_counter()
          out = io.BytesIO()
          picture.save(out, "webp", quality=75, method=4)
          print((time.perf_counter() - start) * 1000)
      """
    let output = try await python.output(["-c", script, path.path])
    let times = output.split(separator: "\n").compactMap { Double($0) }.dropFirst()
    guard !times.isEmpty else { return .notMeasured(name, "Pillow is not installed") }
    return .spread(name, Array(times), unit: "ms")
  }
}
