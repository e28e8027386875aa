package import Bytes
import Synchronization

/// The encoders that were made last: a poster of a known size is there at once.
package final class PosterEncoders: Sendable {
  package static let shared = PosterEncoders()

  /// The properties that posters of one encoder have in common.
  package struct Kind: Hashable, Sendable {
    package var size: PixelSize
    package var format: ImageFormat
    /// Nil where none is asked for.
    package var quality: Int?

    package init(size: PixelSize, format: ImageFormat, quality: Int? = nil) {
      self.size = size
      self.format = format
      self.quality = quality
    }
  }

  private let encoders = Mutex(
    BoundedStore<Kind, PosterEncoder>(limit: 4096, bytes: 64 << 20) { $0.count }
  )

  /// Whether a poster of this kind takes microseconds.
  package func isReady(for kind: Kind) -> Bool {
    encoders.withLock { $0[kind]?.isReady == true }
  }

  package func encode(seed: UInt64, as kind: Kind) throws(ImageError) -> [UInt8] {
    if let known = encoders.withLock({ $0[kind] }) { return try known.encode(seed: seed) }
    let encoder = try PosterEncoder(size: kind.size, format: kind.format, quality: kind.quality)
    encoders.withLock { _ = $0.put(encoder, at: kind) }
    return try encoder.encode(seed: seed)
  }
}
