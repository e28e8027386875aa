import Bytes
import Exchanges
import Images

/// An input picture as a client hands it in.
struct ClientPicture: Sendable, Equatable {
  var bytes: [UInt8]
  var name: String
  var mediaType: String
  /// What a part of a form says of it; not what it is where its sender could not tell.
  var partType: String

  var dataURI: String { "data:\(mediaType);base64,\(Base64.encode(bytes))" }
}

/// The kind of picture that a case hands in; its bytes are made for the case and occur in no other.
package struct PictureWish: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case png, jpeg, webp, gif
    /// A PNG of one color, for sizes that would take long to draw.
    case flat
    /// Bytes that are no picture.
    case text
    /// A PNG that ends in the middle.
    case cut
    case empty
  }

  package var kind = Kind.png
  /// A shape of 3:2, which no default and no published square has.
  var size = PixelSize(120, 80)
  /// How many bytes a PNG carries beside its pixels.
  var padding = 0
  /// Whether its name has an extension, by which senders tell its type.
  var isLabelled = true

  package static func of(_ kind: Kind) -> PictureWish { PictureWish(kind: kind) }

  /// What it is, in words.
  var summary: String {
    switch kind {
    case .text: "a text that is no picture"
    case .cut: "a png of \(size) that ends early"
    case .empty: "an empty file"
    case .flat: "a png of \(size)"
    case .png where padding > 0: "a png of \(size) and \(padding) bytes more"
    case .png, .jpeg, .webp, .gif: "a \(kind) of \(size)"
    }
  }

  func picture(for token: CaseToken, number: Int) -> ClientPicture {
    let seed = (UInt64(token.id.suffix(15), radix: 16) ?? 1) &* 64 &+ UInt64(number)
    return ClientPicture(
      bytes: bytes(seed),
      name: fileName(number),
      mediaType: mediaType,
      partType: isLabelled ? mediaType : "application/octet-stream"
    )
  }

  func fileName(_ number: Int) -> String {
    "image-\(number)" + (isLabelled ? ".\(fileExtension)" : "")
  }

  private func bytes(_ seed: UInt64) -> [UInt8] {
    var bitmap: Bitmap { DrawnPoster(seed: seed, size: size).bitmap }
    return switch kind {
    case .png: marked(PNGEncoder.encode(bitmap), seed)
    case .flat: marked(PNGEncoder.flat(size, color: RGBA(9, 99, 199)), seed)
    case .jpeg: commented((try? Image.encode(bitmap, as: .jpeg)) ?? [], seed)
    case .webp: (try? Image.encodeLosslessWebP(bitmap)) ?? []
    case .gif: (try? Image.encode(bitmap, as: .gif)) ?? []
    case .text: Array("this is no picture (\(seed))".utf8)
    case .cut: Array(PNGEncoder.encode(bitmap).prefix(200))
    case .empty: []
    }
  }

  /// A private chunk behind the header, which a gateway that writes the picture anew would lose.
  private func marked(_ plain: [UInt8], _ seed: UInt64) -> [UInt8] {
    var state = seed | 1
    let noise = (0..<padding).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    let marked = Array("tsTk\(seed)".utf8) + noise
    let chunk =
      PictureWish.word(marked.count - 4) + marked
      + PictureWish.word(Int(CRC32.checksum(of: marked)))
    let header = 33
    return plain[..<header] + chunk + plain[header...]
  }

  /// A private segment and a comment behind the beginning, which whoever strips metadata would lose.
  private func commented(_ plain: [UInt8], _ seed: UInt64) -> [UInt8] {
    func segment(_ marker: UInt8, _ text: String) -> [UInt8] {
      let length = text.utf8.count + 2
      return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + text.utf8
    }
    return plain.prefix(2) + segment(0xE9, "touchstone \(seed)") + segment(0xFE, "case \(seed)")
      + plain.dropFirst(2)
  }

  private static func word(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  private var fileExtension: String {
    switch kind {
    case .png, .flat, .cut, .empty: "png"
    case .jpeg: "jpg"
    case .webp, .gif: kind.rawValue
    case .text: "txt"
    }
  }

  var mediaType: String {
    switch kind {
    case .png, .flat, .cut, .empty: "image/png"
    case .jpeg, .webp, .gif: "image/\(kind.rawValue)"
    case .text: "text/plain"
    }
  }
}
