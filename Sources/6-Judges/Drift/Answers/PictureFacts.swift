import Bytes
import CanonicalJSON
import Images

/// The traits that the pictures of one and the same request share.
package struct PictureFacts: Sendable, Equatable {
  package var formats: Set<String>
  /// `1024x768`.
  package var sizes: Set<String>
  /// From 0 where a recording kept no count.
  package var bytes: ClosedRange<Int>

  package init(format: String, size: String, bytes: Int) {
    formats = [format]
    sizes = [size]
    self.bytes = bytes...bytes
  }

  /// Nil where the bytes are no sound picture.
  package init?(of bytes: [UInt8]) {
    let probe = Image.probe(bytes)
    guard let format = probe.format, probe.verdict == .sound, probe.shown.width > 0 else {
      return nil
    }
    let size = "\(probe.shown.width)x\(probe.shown.height)"
    self.init(format: format.mediaType, size: size, bytes: bytes.count)
  }

  mutating func merge(_ other: PictureFacts) {
    formats.formUnion(other.formats)
    sizes.formUnion(other.sizes)
    bytes =
      min(bytes.lowerBound, other.bytes.lowerBound)...max(bytes.upperBound, other.bytes.upperBound)
  }

  func differences(from before: PictureFacts, at pointer: JSONPointer) -> [Difference] {
    var differences: [Difference] = []
    if !formats.isSubset(of: before.formats) {
      differences.append(
        Difference(
          .pictureFormatChanged,
          pointer.appending("format"),
          .listed(before.formats),
          .listed(formats.subtracting(before.formats))
        )
      )
    }
    if !sizes.isSubset(of: before.sizes) {
      differences.append(
        Difference(
          .picturePixelsChanged,
          pointer.appending("pixels"),
          .listed(before.sizes),
          .listed(sizes.subtracting(before.sizes))
        )
      )
    }
    guard differences.isEmpty, isFarOff(from: before) else { return differences }
    return [
      Difference(
        .pictureBytesChanged,
        pointer.appending("bytes"),
        .string(PictureFacts.order(before.bytes)),
        .string(PictureFacts.order(bytes))
      )
    ]
  }

  /// Content decides how long a picture is; only another order of magnitude is worth a word.
  private func isFarOff(from before: PictureFacts) -> Bool {
    guard bytes.lowerBound > 0, before.bytes.lowerBound > 0 else { return false }
    return bytes.upperBound > 10 * before.bytes.upperBound
      || bytes.lowerBound * 10 < before.bytes.lowerBound
  }

  /// A range so coarse that it stays the same from run to run.
  private static func order(_ bytes: ClosedRange<Int>) -> String {
    func power(_ count: Int) -> Int { String(max(1, count)).count - 1 }
    return "10^\(power(bytes.lowerBound)) to 10^\(power(bytes.upperBound) + 1)"
  }
}

extension PictureFacts {
  var json: JSON {
    [
      "formats": .array(formats.sorted().map(JSON.string)),
      "sizes": .array(sizes.sorted().map(JSON.string)),
      "bytes": [.integer(bytes.lowerBound), .integer(bytes.upperBound)],
    ]
  }

  init?(_ json: JSON) {
    guard let formats = json["formats"]?.arrayValue, let sizes = json["sizes"]?.arrayValue,
      let least = json["bytes"]?[0]?.intValue, let most = json["bytes"]?[1]?.intValue,
      least <= most
    else { return nil }
    self.formats = Set(formats.compactMap(\.stringValue))
    self.sizes = Set(sizes.compactMap(\.stringValue))
    bytes = least...most
  }
}
