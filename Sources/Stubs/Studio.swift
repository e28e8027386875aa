import Catalog
import Images
import Synchronization

/// Draws pictures, and keeps what it drew: the same seed, size and format give the same bytes.
final class Studio: Sendable {
  struct Order: Hashable, Sendable {
    var size: PixelSize
    var format: ImageFormat
    var seed: Int
  }

  private struct Shelf {
    var pictures: [Order: [UInt8]] = [:]
    var order: [Order] = []
    var bytes = 0
  }

  private let shelf = Mutex(Shelf())
  private let limit: Int

  init(limit: Int = 128 << 20) { self.limit = limit }

  /// Drawing takes its time and leaves the caller's loop; what was drawn before is at hand.
  func picture(_ order: Order) async -> [UInt8] {
    if let known = shelf.withLock({ $0.pictures[order] }) { return known }
    let bytes = await withTaskExecutorPreference(globalConcurrentExecutor) {
      Studio.draw(order)
    }
    keep(bytes, for: order)
    return bytes
  }

  /// The format that pictures come in where another can't be drawn.
  static func drawable(_ format: ImageFormat) -> ImageFormat {
    (try? Image.encode(Bitmap(width: 8, height: 8), as: format)) == nil ? .png : format
  }

  private static func draw(_ order: Order) -> [UInt8] {
    let (width, height) = (order.size.width, order.size.height)
    let color = color(of: order.seed)
    let flat = PNGEncoder.flat(ImageSize(width: width, height: height), color: color)
    guard order.format != .png else { return flat }
    let bitmap = Bitmap(width: width, height: height, filling: color)
    return (try? Image.encode(bitmap, as: order.format)) ?? flat
  }

  /// Neighbouring seeds give colors far apart, none of them nearly black or white.
  private static func color(of seed: Int) -> RGBA {
    var mixed = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    func channel(_ shift: UInt64) -> UInt8 {
      32 + UInt8(truncatingIfNeeded: mixed >> shift & 0xFF) / 4 * 3
    }
    return RGBA(channel(16), channel(32), channel(48))
  }

  private func keep(_ bytes: [UInt8], for order: Order) {
    shelf.withLock { shelf in
      guard shelf.pictures.updateValue(bytes, forKey: order) == nil else { return }
      shelf.order.append(order)
      shelf.bytes += bytes.count
      while shelf.bytes > limit, shelf.order.count > 1 {
        let oldest = shelf.order.removeFirst()
        shelf.bytes -= shelf.pictures.removeValue(forKey: oldest)?.count ?? 0
      }
    }
  }
}
