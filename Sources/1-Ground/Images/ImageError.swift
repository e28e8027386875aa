package import Bytes

/// A reason why a picture could not be decoded or encoded.
package enum ImageError: Error, Equatable {
  /// The bytes start with no signature of the five formats.
  case notAnImage
  /// The bytes end before `field`, which starts at `offset`.
  case truncated(field: String, offset: Int)
  /// Bytes at `offset` that break the format's rules.
  case corrupt(reason: String, offset: Int)
  /// A header that asks for more pixels than the caller allows.
  case tooLarge(PixelSize, limit: Int)
  /// A valid feature that this decoder or encoder leaves out.
  case unsupported(ImageFormat, feature: String)
}

extension ImageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAnImage:
      "the bytes are no PNG, JPEG, GIF, WebP or AVIF"
    case .truncated(let field, let offset):
      "the bytes end inside \(field), which starts at byte \(offset)"
    case .corrupt(let reason, let offset):
      "\(reason), at byte \(offset)"
    case .tooLarge(let size, let limit):
      "\(size) is more than the \(limit) pixels that are allowed"
    case .unsupported(let format, let feature):
      "\(format.name) with \(feature) is not supported"
    }
  }
}
