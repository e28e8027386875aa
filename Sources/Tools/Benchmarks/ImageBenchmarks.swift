import Bytes
import Foundation
import Images

/// As many pixels as most answers of image gateways have.
private let size = PixelSize(1024, 1024)
private let picture = DrawnPicture(seed: 1, size: size).bitmap

extension Benchmark {
  /// Our codecs, and the C libraries behind Pillow on the same picture in the same run.
  static let images = Benchmark("images") {
    let png = PNGEncoder.encode(picture)
    let jpeg = try JPEGEncoder.encode(picture, quality: 75, chroma: .halved)
    let drawn = DrawnPicture(seed: 1, size: size)
    let decoded = try JPEGDecoder.decode(jpeg)
    let own =
      [
        .spread("draw", milliseconds { _ = drawn.bitmap }, unit: "ms"),
        .spread(
          "flat PNG",
          milliseconds { _ = PNGEncoder.flat(size, color: RGBA(9, 9, 9)) },
          unit: "ms"
        ),
        .spread(
          "PNG encode, \(png.count) bytes",
          milliseconds { _ = PNGEncoder.encode(picture) },
          unit: "ms"
        ),
        .spread("PNG decode", try milliseconds { _ = try PNGDecoder.decode(png) }, unit: "ms"),
        .spread(
          "JPEG encode, \(jpeg.count) bytes",
          try milliseconds { _ = try JPEGEncoder.encode(picture, quality: 75, chroma: .halved) },
          unit: "ms"
        ),
        .spread("JPEG decode", try milliseconds { _ = try JPEGDecoder.decode(jpeg) }, unit: "ms"),
        .spread("compare", milliseconds { _ = ImageComparison(picture, decoded) }, unit: "ms"),
      ] as [Figure]
    return own + (try await pillow(png))
  }

  /// A file of every format, each through its probe; about as large as answers are.
  static let probes = Benchmark("image-probes") {
    try ImageFormat.allCases.map { format in
      let bytes = try Image.encode(picture, as: format, quality: 95)
      let times = milliseconds { _ = Image.probe(bytes) }
      return .spread("probe \(format.name) of \(bytes.count) bytes", times, unit: "ms")
    }
  }

  /// The time that Pillow takes for the same picture; PYTHON names an interpreter that has it.
  private static func pillow(_ png: [UInt8]) async throws -> [Figure] {
    let name = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
    try Data(png).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    guard let python = Command(name) else { return [.notMeasured("Pillow", "\(name) is missing")] }
    let output = try await python.output(["-c", script, file.path])
    let lines = output.split(separator: "\n").map { Figure(String($0)) }
    return lines.isEmpty ? [.notMeasured("Pillow", "\(name) doesn't have it")] : lines
  }

  private static let script = """
    import io, statistics, sys, time
    from PIL import Image
    picture = Image.open(sys.argv[1]).convert("RGB")
    def measure(name, body):
        times = []
        for _ in range(6):
            start = time.perf_counter()
            result = body()
            times.append((time.perf_counter() - start) * 1000)
        times = times[1:]
        middle = statistics.median(times)
        print(f"Pillow, {name}: {middle:.3g} ms ({min(times):.3g} to {max(times):.3g})")
        return result
    def encode(**options):
        out = io.BytesIO()
        picture.save(out, **options)
        return out.getvalue()
    for name, options in {
        "PNG": {"format": "PNG"},
        "JPEG": {"format": "JPEG", "quality": 75, "subsampling": "4:2:0"},
    }.items():
        size = len(encode(**options))
        data = measure(f"{name} encode, {size} bytes", lambda: encode(**options))
        measure(f"{name} decode", lambda: Image.open(io.BytesIO(data)).load())
    """
}
