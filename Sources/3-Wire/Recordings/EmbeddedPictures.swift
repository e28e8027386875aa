import Bytes
import CanonicalJSON
import Exchanges
import HTTPMessages
import Images

/// A JSON text with a mark in the place of each base64 picture: of data URLs, mostly.
struct EmbeddedPictures {
  /// The text with its marks.
  private(set) var text: [UInt8]
  /// The pictures by their digests, in the order in which they stood.
  private(set) var pictures: [(digest: String, bytes: [UInt8])] = []

  /// Shorter ones stay where they are.
  static let shortest = 2 << 10

  /// Nil where no large picture stands in the bytes.
  init?(in bytes: [UInt8]) {
    text = bytes
    let first = bytes.first { $0 > 0x20 }
    guard bytes.count > EmbeddedPictures.shortest,
      first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let json = try? JSON(parsing: bytes)
    else { return nil }
    var texts: [String] = []
    EmbeddedPictures.collect(json, &texts)
    for text in texts { take(text) }
    if pictures.isEmpty { return nil }
  }

  private static func collect(_ value: JSON, _ texts: inout [String]) {
    switch value {
    case .string(let text) where text.utf8.count > shortest: texts.append(text)
    case .array(let items): for item in items { collect(item, &texts) }
    case .object(let object): for member in object.members { collect(member.value, &texts) }
    default: break
    }
  }

  /// Base64 with escapes in it stays: the wire could not be told from the mark.
  private mutating func take(_ value: String) {
    let comma = value.hasPrefix("data:") ? value.firstIndex(of: ",") : nil
    let base64 = Array(comma.map { value[$0...].dropFirst() }.map(String.init)?.utf8 ?? value.utf8)
    guard let bytes = try? Base64.decode(base64[...]), ImageFormat(sniffing: bytes) != nil else {
      return
    }
    let digest = SHA256.hex(of: bytes)
    let clean = EmbeddedPictures.replacing(base64, by: EmbeddedPictures.mark(digest), in: text)
    guard clean.count < text.count else { return }
    text = clean
    if !pictures.contains(where: { $0.digest == digest }) { pictures.append((digest, bytes)) }
  }

  /// The text with the base64 of each picture in the place of its mark.
  static func filled(_ text: [UInt8], _ pictures: [(digest: String, bytes: [UInt8])]) -> [UInt8] {
    pictures.reduce(text) { text, picture in
      replacing(mark(picture.digest), by: Base64.encodedBytes(picture.bytes), in: text)
    }
  }

  /// By how much the marks of measured pictures are shorter than their base64.
  static func growth(_ pictures: [RecordedPicture]) -> Int {
    pictures.reduce(0) { sum, picture in
      sum + (picture.count + 2) / 3 * 4 - mark(picture.digest).count
    }
  }

  private static func mark(_ digest: String) -> [UInt8] { Array("<picture \(digest)>".utf8) }

  private static func replacing(
    _ old: [UInt8],
    by new: [UInt8],
    in bytes: [UInt8]
  ) -> [UInt8] {
    let search = ByteSearch(old)
    var result: [UInt8] = []
    var end = 0
    while let place = search.firstIndex(in: bytes, from: end) {
      result += bytes[end..<place]
      result += new
      end = place + old.count
    }
    return end == 0 ? bytes : result + bytes[end...]
  }
}

extension RecordedEntry {
  /// The entry as it is kept where pictures are only measured: a whole one and those inside JSON.
  var measured: RecordedEntry {
    let bytes = exchange.responseBody
    guard pictures.isEmpty, exchange.responseFields[.contentEncoding] == nil else { return self }
    var entry = self
    if let picture = RecordedPicture(of: bytes) {
      (entry.exchange.responseBody, entry.pictures) = ([], [picture])
    } else if let embedded = EmbeddedPictures(in: bytes) {
      let pictures = embedded.pictures.compactMap { RecordedPicture(of: $0.bytes) }
      guard pictures.count == embedded.pictures.count else { return self }
      (entry.exchange.responseBody, entry.pictures) = (embedded.text, pictures)
    }
    return entry
  }
}
