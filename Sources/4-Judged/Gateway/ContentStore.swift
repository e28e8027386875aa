import HTTPMessages
import Bytes
import Synchronization

/// A body that no store of `limit` bytes can hold.
struct ContentTooLarge: Error, Equatable, CustomStringConvertible {
  var count: Int
  var limit: Int

  init(count: Int, limit: Int) {
    self.count = count
    self.limit = limit
  }

  var description: String {
    "\(count) bytes don't fit into a store of \(limit); give it more"
  }
}

/// The content that a store holds under a digest.
struct StoredContent: Sendable {
  var bytes: [UInt8]
  var type: HTTPMediaType
  /// Nil where it stays until it is evicted.
  var expiry: ContinuousClock.Instant?
}

/// Bodies in memory under their SHA-256, so that results have URLs to be fetched from.
///
/// Bounded: what came first goes first. Safe to share.
final class ContentStore: Sendable {
  let limit: Int
  private let held: Mutex<Held>

  private struct Held {
    var items: BoundedStore<String, Item>
    /// The ids of what is held, by its glance.
    var ids: [ContentGlance: String] = [:]
  }

  private struct Item {
    var id: String
    var content: StoredContent
    var glance: ContentGlance
  }

  /// Holds up to `limit` bytes.
  init(limit: Int = 256 << 20) {
    self.limit = limit
    held = Mutex(Held(items: BoundedStore(bytes: limit) { $0.content.bytes.count }))
  }

  /// Keeps `bytes` until `expiry` and gives their id, the digest in hexadecimal.
  ///
  /// Bytes that are held already take the new type, stay until the later expiry, and count as new.
  @discardableResult
  func put(
    _ bytes: [UInt8],
    type: HTTPMediaType,
    expiry: ContinuousClock.Instant? = nil
  ) throws(ContentTooLarge) -> String {
    guard bytes.count <= limit else { throw ContentTooLarge(count: bytes.count, limit: limit) }
    let glance = ContentGlance(bytes)
    let id = known(bytes, glance) ?? SHA256.hex(of: bytes)
    var content = StoredContent(bytes: bytes, type: type, expiry: expiry)
    held.withLock { held in
      if let first = held.items[id]?.content {
        // No expiry outlives any.
        content.expiry = first.expiry.flatMap { first in expiry.map { max(first, $0) } }
      }
      held.ids[glance] = id
      let gone = held.items.put(Item(id: id, content: content, glance: glance), at: id)
      for item in gone where held.ids[item.glance] == item.id { held.ids[item.glance] = nil }
    }
    return id
  }

  /// The id of bytes that are held already, which then need no digest of their own.
  private func known(_ bytes: [UInt8], _ glance: ContentGlance) -> String? {
    let similar = held.withLock { held in held.ids[glance].flatMap { held.items[$0] } }
    return similar.flatMap { $0.content.bytes == bytes ? $0.id : nil }
  }

  /// The content under `id`; nil once it is evicted or, at `now`, expired.
  func content(_ id: String, now: ContinuousClock.Instant) -> StoredContent? {
    held.withLock { held in
      guard let item = held.items[id] else { return nil }
      guard let expiry = item.content.expiry, expiry <= now else { return item.content }
      held.items.remove(id)
      if held.ids[item.glance] == id { held.ids[item.glance] = nil }
      return nil
    }
  }

  /// How many bytes are held.
  var count: Int { held.withLock { $0.items.bytes } }
}

/// A few bytes of a body, which tell it from most others; what they don't tell apart is compared whole.
private struct ContentGlance: Hashable {
  private let count: Int
  private let sample: [UInt8]

  init(_ bytes: [UInt8]) {
    count = bytes.count
    let step = max(1, bytes.count / 64)
    sample = stride(from: 0, to: bytes.count, by: step).map { bytes[$0] } + bytes.suffix(16)
  }
}
