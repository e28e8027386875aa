import Bytes
import HTTPMessages

extension Fuzzer {
  /// A body that is read as a form is written and read again as the same names and bodies.
  static let multipart = Fuzzer("multipart") { bytes in
    guard let parts = try? MultipartPart.all(in: bytes, boundary: "b") else { return }
    let boundary = "another"
    guard ByteSearch(Array(boundary.utf8)).firstIndex(in: bytes) == nil else { return }
    var writer = MultipartWriter(boundary: boundary)
    for part in parts { writer.append(part) }
    let again = try? MultipartPart.all(in: writer.finished(), boundary: boundary)
    precondition(again?.map(\.body) == parts.map(\.body))
  }

  static let mediaType = Fuzzer("media-type") { bytes in
    guard let type = HTTPMediaType(String(decoding: bytes, as: UTF8.self)) else { return }
    precondition(HTTPMediaType(type.text) == type)
  }

  /// However a stream is cut, the same events come out.
  static let eventStream = Fuzzer("event-stream") { bytes in
    precondition(events(in: [bytes[...]]) == events(in: bytes.pieces))
  }

  private static func events(in pieces: [ArraySlice<UInt8>]) -> [ServerSentEvent] {
    var parser = ServerSentEventParser()
    return pieces.flatMap { (try? parser.feed($0)) ?? [] }
  }
}
