import Bytes
import CanonicalJSON
import Images
import Recordings

/// The traits that the pictures of one and the same request share.
package struct PictureFacts: Sendable, Equatable {
  package var formats: Set<String>
  /// `1024x768`.
  package var sizes: Set<String>
  /// Colour modes; nil where a recording or an older baseline kept none.
  package var modes: Set<String>?
  /// What files carry beside the pixels, a word for each picture: `exif, icc` or `none`; nil as with modes.
  package var metadata: Set<String>?
  /// From 0 where a recording kept no count.
  package var bytes: ClosedRange<Int>

  package init(format: String, size: String, bytes: Int) {
    formats = [format]
    sizes = [size]
    self.bytes = bytes...bytes
  }

  /// What a recording measured.
  init(_ recorded: RecordedPicture) {
    self.init(
      format: recorded.mediaType,
      size: "\(recorded.size.width)x\(recorded.size.height)",
      bytes: recorded.count
    )
    modes = recorded.mode.map { [$0] }
    metadata = recorded.metadata.map { [$0.isEmpty ? "none" : $0.joined(separator: ", ")] }
  }

  /// Nil where the bytes are no sound picture.
  package init?(of bytes: [UInt8]) {
    guard let recorded = RecordedPicture(of: bytes) else { return nil }
    self.init(recorded)
  }

  mutating func merge(_ other: PictureFacts) {
    formats.formUnion(other.formats)
    sizes.formUnion(other.sizes)
    modes = PictureFacts.union(modes, other.modes)
    metadata = PictureFacts.union(metadata, other.metadata)
    bytes =
      min(bytes.lowerBound, other.bytes.lowerBound)...max(bytes.upperBound, other.bytes.upperBound)
  }

  private static func union(_ first: Set<String>?, _ second: Set<String>?) -> Set<String>? {
    guard let first, let second else { return first ?? second }
    return first.union(second)
  }
}

extension PictureFacts {
  /// Only what was never seen before is a difference, and only where both sides know of it.
  func differences(from before: PictureFacts, at pointer: JSONPointer) -> [Difference] {
    // Another format has other modes and carries other things.
    let isSameFormat = formats.isSubset(of: before.formats)
    let traits: [(rule: Rule, name: String, old: Set<String>?, new: Set<String>?)] = [
      (.pictureFormatChanged, "format", before.formats, formats),
      (.picturePixelsChanged, "pixels", before.sizes, sizes),
      (.pictureModeChanged, "mode", before.modes, isSameFormat ? modes : nil),
      (.pictureMetadataChanged, "metadata", before.metadata, isSameFormat ? metadata : nil),
    ]
    let differences = traits.compactMap { trait -> Difference? in
      guard let old = trait.old, let new = trait.new, !new.isSubset(of: old) else { return nil }
      let place = pointer.appending(trait.name)
      return Difference(
        trait.rule,
        place,
        before: .listed(old),
        after: .listed(new.subtracting(old))
      )
    }
    guard differences.isEmpty, isFarOff(from: before) else { return differences }
    return [
      Difference(
        .pictureBytesChanged,
        pointer.appending("bytes"),
        before: .string(PictureFacts.order(before.bytes)),
        after: .string(PictureFacts.order(bytes))
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
    func words(_ words: Set<String>) -> JSON { .array(words.sorted().map(JSON.string)) }
    var object: JSONObject = ["formats": words(formats), "sizes": words(sizes)]
    object["modes"] = modes.map(words)
    object["metadata"] = metadata.map(words)
    object["bytes"] = [.integer(bytes.lowerBound), .integer(bytes.upperBound)]
    return .object(object)
  }

  init?(_ json: JSON) {
    func words(_ name: String) -> Set<String>? {
      json[name]?.arrayValue.map { Set($0.compactMap(\.stringValue)) }
    }
    guard let formats = words("formats"), let sizes = words("sizes"),
      let least = json["bytes"]?[0]?.intValue, let most = json["bytes"]?[1]?.intValue,
      least <= most
    else { return nil }
    self.formats = formats
    self.sizes = sizes
    modes = words("modes")
    metadata = words("metadata")
    bytes = least...most
  }
}
