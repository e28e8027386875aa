/// Things under keys, as many as there is room for: the oldest make room.
struct Shelf<Key: Hashable & Sendable, Item: Sendable>: Sendable {
  private var items: [Key: (item: Item, bytes: Int)] = [:]
  private var order: [Key] = []
  private var oldest = 0
  private var bytes = 0
  private let limit: Int
  private let byteLimit: Int

  init(limit: Int, bytes byteLimit: Int = .max) {
    self.limit = limit
    self.byteLimit = byteLimit
  }

  subscript(key: Key) -> Item? { items[key]?.item }

  /// `count` is how many bytes the item holds; the newest stays whatever it holds.
  mutating func put(_ item: Item, at key: Key, bytes count: Int = 0) {
    let former = items.updateValue((item, count), forKey: key)
    if former == nil { order.append(key) }
    bytes += count - (former?.bytes ?? 0)
    while items.count > 1, items.count > limit || bytes > byteLimit {
      bytes -= items.removeValue(forKey: order[oldest])?.bytes ?? 0
      oldest += 1
    }
    guard oldest > limit else { return }
    order.removeFirst(oldest)
    oldest = 0
  }

  /// All that is there, the oldest first.
  var all: [Item] { order.dropFirst(oldest).compactMap { items[$0]?.item } }

  mutating func remove(_ key: Key) {
    guard let item = items.removeValue(forKey: key) else { return }
    bytes -= item.bytes
    // Before the oldest stand keys that were evicted; the same one may stand there again.
    guard let place = order[oldest...].firstIndex(of: key) else { return }
    order.remove(at: place)
  }

  /// Changes an item in its place.
  mutating func change(_ key: Key, _ body: (inout Item) -> Void) {
    guard var entry = items[key] else { return }
    body(&entry.item)
    items[key] = entry
  }
}
