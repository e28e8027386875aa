import Bytes
import Catalog
import HTTPMessages
import Images
import Synchronization

/// Draws pictures, and keeps what it drew: the same seed, size and format give the same bytes.
///
/// One serves all stubs of the process, since what it draws depends on nothing but the order.
final class PictureMaker: Sendable {
  static let shared = PictureMaker()

  struct Order: Hashable, Sendable {
    var size: PixelSize
    var format: ImageFormat
    var seed: Int
    /// How hard a lossy format compresses; nil where no quality is asked for.
    var quality: Int?

    /// Without the seed.
    var kind: PosterEncoders.Kind {
      PosterEncoders.Kind(size: size, format: format, quality: quality)
    }
  }

  private let pictures = Mutex(
    BoundedStore<Order, [UInt8]>(limit: 100_000, bytes: 128 << 20) { $0.count }
  )

  /// Drawing takes its time and leaves the caller's loop; what was drawn before is at hand.
  ///
  /// Empty for a client that left while others' pictures were drawn.
  func picture(_ order: Order) async -> [UInt8] {
    if let known = pictures.withLock({ $0[order] }) { return known }
    let takesTime = !PosterEncoders.shared.isReady(for: order.kind)
    let drawn = try? await Aside.run(over: takesTime ? .max : 0) { PictureMaker.draw(order) }
    guard let bytes = drawn else { return [] }
    pictures.withLock { _ = $0.put(bytes, at: order) }
    return bytes
  }

  /// Beyond this a size is refused: both sides as long as a client may ask for.
  static let mostPixels = 14142 * 14142

  /// The most pixels that are drawn: larger pictures would take too long, and are of one color.
  private static let mostDrawn = 1 << 24

  private static func draw(_ order: Order) -> [UInt8] {
    let size = order.size
    let seed = UInt64(bitPattern: Int64(order.seed))
    let isLarge = size.width * size.height > mostDrawn
    if !isLarge, let poster = try? PosterEncoders.shared.encode(seed: seed, as: order.kind) {
      return poster
    }
    let ground = DrawnPoster(seed: seed, size: size).ground
    let flat = PNGEncoder.flat(size, color: ground)
    if order.format == .png { return flat }
    let bitmap = Bitmap(width: size.width, height: size.height, filling: ground)
    return (try? Image.encode(bitmap, as: order.format, quality: order.quality ?? 90)) ?? flat
  }
}
