package import Bytes
import CanonicalJSON
import Images

/// The facts that are kept of a picture for which a prompt paid: enough to draw a stand-in.
package struct RecordedPicture: Sendable, Hashable {
  /// Of the bytes that were delivered, in hexadecimal.
  package var digest: String
  package var mediaType: String
  package var size: PixelSize
  package var count: Int
  /// The colour mode; nil in recordings that kept none.
  package var mode: String?
  /// What the file carried beside its pixels; nil in recordings that kept none.
  package var metadata: [String]?

  package init(digest: String, mediaType: String, size: PixelSize, count: Int) {
    self.digest = digest
    self.mediaType = mediaType
    self.size = size
    self.count = count
  }

  /// Nil where the bytes are no picture that could be measured.
  package init?(of bytes: [UInt8]) {
    guard ImageFormat(sniffing: bytes) != nil else { return nil }
    let probe = Image.probe(bytes)
    guard let format = probe.format, probe.verdict == .sound, probe.shown.width > 0,
      probe.shown.height > 0
    else { return nil }
    self.init(
      digest: SHA256.hex(of: bytes),
      mediaType: format.mediaType,
      size: probe.shown,
      count: bytes.count
    )
    mode = probe.mode
    metadata = probe.metadata.map(\.rawValue).sorted()
  }

  /// A poster of the same size and, where it can be written, the same format: drawn in no time.
  package var standIn: [UInt8] {
    let seed = UInt64(digest.prefix(15), radix: 16) ?? 0
    func poster(_ format: ImageFormat) -> [UInt8]? {
      try? PosterEncoders.shared.encode(seed: seed, as: .init(size: size, format: format))
    }
    return ImageFormat(mediaType: mediaType).flatMap(poster) ?? poster(.png) ?? []
  }
}

extension RecordedPicture {
  var json: JSON {
    var object: JSONObject = [
      "sha256": .string(digest), "mediaType": .string(mediaType),
      "width": .integer(size.width), "height": .integer(size.height), "bytes": .integer(count),
    ]
    object["mode"] = mode.map(JSON.string)
    object["metadata"] = metadata.map { .array($0.map(JSON.string)) }
    return .object(object)
  }

  init?(_ json: JSON) {
    guard let digest = json["sha256"]?.stringValue, let type = json["mediaType"]?.stringValue,
      let width = json["width"]?.intValue, let height = json["height"]?.intValue,
      1...16_384 ~= width, 1...16_384 ~= height, 0...(1 << 40) ~= json["bytes"]?.intValue ?? 0
    else { return nil }
    self.init(
      digest: digest,
      mediaType: type,
      size: PixelSize(width, height),
      count: json["bytes"]?.intValue ?? 0
    )
    mode = json["mode"]?.stringValue
    metadata = json["metadata"]?.arrayValue?.compactMap(\.stringValue)
  }
}

/// The media type of bytes, by their first ones.
enum ImageType {
  static func of(_ bytes: [UInt8]) -> String {
    ImageFormat(sniffing: bytes)?.mediaType ?? "application/octet-stream"
  }
}
