import Bytes
import HTTPMessages

/// As long as a picture that providers send back, of bytes that look like one.
private let picture: [UInt8] = (0..<1_300_000).map {
  UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13)
}

extension Benchmark {
  static let base64 = Benchmark("base64") {
    let text = Base64.encodedBytes(picture)
    return [
      .spread("encode 1.3 MB", milliseconds { _ = Base64.encodedBytes(picture) }, unit: "ms"),
      .spread("decode 1.3 MB", try milliseconds { _ = try Base64.decode(text[...]) }, unit: "ms"),
    ]
  }

  static let digest = Benchmark("digest") {
    [.spread("SHA-256 of 1.3 MB", milliseconds { _ = SHA256.digest(of: picture) }, unit: "ms")]
  }

  static let multipart = Benchmark("multipart") {
    var writer = MultipartWriter(boundary: "----formdata-undici-028364527381")
    writer.append(MultipartPart(name: "prompt", text: "a lighthouse"))
    writer.append(MultipartPart(name: "image[]", filename: "a.png", body: picture[...]))
    let (body, boundary) = (writer.finished(), writer.boundary)
    let times = try milliseconds { _ = try MultipartPart.all(in: body, boundary: boundary) }
    return [.spread("read a form of 1.3 MB", times, unit: "ms")]
  }

  static let eventStream = Benchmark("event-stream") {
    let event = ServerSentEvent(event: "image_generation.completed", data: Base64.encode(picture))
    let bytes = event.bytes
    let times = try milliseconds {
      var parser = ServerSentEventParser()
      for start in stride(from: 0, to: bytes.count, by: 65_536) {
        _ = try parser.feed(bytes[start..<min(start + 65_536, bytes.count)])
      }
    }
    return [.spread("read an event of 1.7 MB", times, unit: "ms")]
  }
}
