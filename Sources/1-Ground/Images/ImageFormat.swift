/// The five formats that image gateways answer in.
package enum ImageFormat: String, Sendable, CaseIterable {
  case png
  case jpeg
  case gif
  case webp
  case avif

  /// The format that the first bytes announce, whatever follows them.
  package init?(sniffing bytes: [UInt8]) {
    func holds(_ text: String, at offset: Int = 0) -> Bool {
      bytes.count >= offset + text.utf8.count
        && zip(bytes[offset...], text.utf8).allSatisfy { $0 == $1 }
    }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if holds("GIF87a") || holds("GIF89a") {
      self = .gif
    } else if holds("RIFF"), holds("WEBP", at: 8) {
      self = .webp
    } else if holds("ftyp", at: 4), holds("avi", at: 8) || ImageFormat.hasAVIFBrand(bytes) {
      self = .avif
    } else {
      return nil
    }
  }

  /// The format of a media type such as `image/png; charset=binary`.
  package init?(mediaType: String) {
    let type = mediaType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    switch type {
    case "image/jpg": self = .jpeg
    default:
      guard let format = ImageFormat.allCases.first(where: { $0.mediaType == type }) else {
        return nil
      }
      self = format
    }
  }

  /// The format that a file's ending promises.
  package init?(fileName: String) {
    let promised = ImageFormat.allCases.first { format in
      [format.fileExtension, format.rawValue].contains { fileName.hasSuffix(".\($0)") }
    }
    guard let promised else { return nil }
    self = promised
  }

  /// The format in the words of `Content-Type`.
  package var mediaType: String { "image/\(rawValue)" }

  /// The usual ending of a file's name, without a dot.
  package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

  /// How the format is written in prose.
  package var name: String { self == .webp ? "WebP" : rawValue.uppercased() }

  /// Whether an encoder may lose pixels, so that a quality means something.
  package var hasQuality: Bool { self == .jpeg || self == .webp || self == .avif }

  /// Looks for `avif` among the compatible brands that follow the major one.
  private static func hasAVIFBrand(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 16 else { return false }
    let size = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
    let end = min(size, bytes.count, 512)
    return stride(from: 16, to: end - 3, by: 4).contains { offset in
      bytes[offset..<offset + 4].elementsEqual("avif".utf8)
    }
  }
}
