import Bytes
import Synchronization

/// A body that no store of `limit` bytes can hold.
package struct ContentTooLarge: Error, Equatable, CustomStringConvertible {
  package var count: Int
  package var limit: Int

  package init(count: Int, limit: Int) {
    self.count = count
    self.limit = limit
  }

  package var description: String {
    "\(count) bytes don't fit into a store of \(limit); give it more"
  }
}

/// What a store holds under a digest.
package struct StoredContent: Sendable {
  package var bytes: [UInt8]
  package var type: HTTPMediaType
  /// Nil where it stays until it is evicted.
  package var expiry: ContinuousClock.Instant?
}

/// Bodies in memory under their SHA-256, so that results have URLs to be fetched from.
///
/// Bounded: what came first goes first. Safe to share.
package final class ContentStore: Sendable {
  package let limit: Int
  private let shelf = Mutex(Shelf())

  /// Holds up to `limit` bytes.
  package init(limit: Int = 256 << 20) { self.limit = limit }

  /// Keeps `bytes` until `expiry` and gives their id, the digest in hexadecimal.
  ///
  /// Bytes that are held already take the new type, stay until the later expiry, and count as new.
  @discardableResult
  package func put(
    _ bytes: [UInt8],
    type: HTTPMediaType,
    expiry: ContinuousClock.Instant? = nil
  ) throws(ContentTooLarge) -> String {
    guard bytes.count <= limit else { throw ContentTooLarge(count: bytes.count, limit: limit) }
    let glance = ContentGlance(bytes)
    let id = known(bytes, glance) ?? SHA256.hex(of: bytes)
    let content = StoredContent(bytes: bytes, type: type, expiry: expiry)
    shelf.withLock { shelf in
      shelf.insert(content, id: id, glance: glance)
      shelf.evict(downTo: limit)
    }
    return id
  }

  /// The id of bytes that are held already, which then need no digest of their own.
  private func known(_ bytes: [UInt8], _ glance: ContentGlance) -> String? {
    let held = shelf.withLock { shelf in
      shelf.glances[glance].flatMap { id in shelf.entries[id].map { (id, $0.content.bytes) } }
    }
    guard let (id, same) = held, same == bytes else { return nil }
    return id
  }

  /// What stands under `id`; nil once it is evicted or, at `now`, expired.
  package func content(_ id: String, now: ContinuousClock.Instant) -> StoredContent? {
    shelf.withLock { shelf in
      guard let content = shelf.entries[id]?.content else { return nil }
      if let expiry = content.expiry, expiry <= now {
        shelf.remove(id)
        return nil
      }
      return content
    }
  }

  /// How many bytes are held.
  package var count: Int { shelf.withLock { $0.count } }
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

/// The entries, and the order in which they came.
private struct Shelf {
  struct Entry {
    var content: StoredContent
    var arrival: Int
    var glance: ContentGlance
  }

  var entries: [String: Entry] = [:]
  var glances: [ContentGlance: String] = [:]
  var count = 0
  private var arrivals: [(id: String, arrival: Int)] = []
  private var oldest = 0
  private var nextArrival = 0

  mutating func insert(_ content: StoredContent, id: String, glance: ContentGlance) {
    var content = content
    if let held = entries[id]?.content {
      // No expiry outlives any.
      if let first = held.expiry, let second = content.expiry {
        content.expiry = max(first, second)
      } else {
        content.expiry = nil
      }
      remove(id)
    }
    entries[id] = Entry(content: content, arrival: nextArrival, glance: glance)
    glances[glance] = id
    arrivals.append((id, nextArrival))
    nextArrival += 1
    count += content.bytes.count
  }

  mutating func remove(_ id: String) {
    guard let entry = entries.removeValue(forKey: id) else { return }
    count -= entry.content.bytes.count
    if glances[entry.glance] == id { glances[entry.glance] = nil }
  }

  /// An arrival whose entry has gone or come anew is stepped over.
  mutating func evict(downTo limit: Int) {
    while count > limit, oldest < arrivals.count {
      let (id, arrival) = arrivals[oldest]
      if entries[id]?.arrival == arrival { remove(id) }
      oldest += 1
    }
    guard arrivals.count > 2 * entries.count + 64 else { return }
    arrivals = arrivals[oldest...].filter { entries[$0.id]?.arrival == $0.arrival }
    oldest = 0
  }
}
