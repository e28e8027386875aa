/// Feeds one parser whatever bytes come, and traps where it breaks a promise.
struct Fuzzer: Sendable {
  /// Also the name of its folder of inputs.
  var name: String
  var run: @Sendable ([UInt8]) -> Void

  init(_ name: String, run: @escaping @Sendable ([UInt8]) -> Void) {
    self.name = name
    self.run = run
  }

  /// One for each parser, by name.
  static let all: [Fuzzer] = [
    base64, eventStream, gifFrames, gzip, image, inflate, json, mediaType, multipart, request,
    response, target, zlib,
  ]
}

extension [UInt8] {
  /// The bytes in three pieces, cut where the bytes themselves say.
  var pieces: [ArraySlice<UInt8>] {
    guard count > 1 else { return [self[...]] }
    let places = [Int(self[0]) * 7 % count, Int(self[count / 2]) * 13 % count].sorted()
    return [self[..<places[0]], self[places[0]..<places[1]], self[places[1]...]]
  }
}
