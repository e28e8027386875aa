/// Things under keys, as many as there is room for: the oldest make room, the newest always stays.
@usableFromInline
package struct BoundedStore<Key: Hashable & Sendable, Item: Sendable>: Sendable {
  @usableFromInline
  package struct Entry: Sendable {
    @usableFromInline var item: Item
    @usableFromInline var weight: Int
    @usableFromInline let arrival: Int

    @inlinable
    init(item: Item, weight: Int, arrival: Int) {
      self.item = item
      self.weight = weight
      self.arrival = arrival
    }
  }

  @usableFromInline var entries: [Key: Entry] = [:]
  /// The keys as they came; where one has gone or come anew since, its place says nothing.
  @usableFromInline var arrivals: [(key: Key, number: Int)] = []
  @usableFromInline var oldest = 0
  @usableFromInline var next = 0
  @usableFromInline var weight = 0
  @usableFromInline let limit: Int
  @usableFromInline let byteLimit: Int
  @usableFromInline let weigh: @Sendable (Item) -> Int

  /// Holds so many things, and so many bytes by what `weigh` says of each.
  @inlinable
  package init(
    limit: Int = .max,
    bytes byteLimit: Int = .max,
    weighing weigh: @escaping @Sendable (Item) -> Int = { _ in 0 }
  ) {
    self.limit = limit
    self.byteLimit = byteLimit
    self.weigh = weigh
  }

  @inlinable package subscript(key: Key) -> Item? { entries[key]?.item }

  /// How many bytes are held.
  @inlinable package var bytes: Int { weight }

  /// The items that are there, the oldest first.
  @inlinable package var all: [Item] {
    arrivals[oldest...].compactMap { key, number in
      entries[key].flatMap { $0.arrival == number ? $0.item : nil }
    }
  }

  /// Takes an item as the newest, in the place of one under the same key; gives what made room.
  @inlinable @discardableResult
  package mutating func put(_ item: Item, at key: Key) -> [Item] {
    remove(key)
    let entry = Entry(item: item, weight: weigh(item), arrival: next)
    entries[key] = entry
    arrivals.append((key, next))
    next += 1
    weight += entry.weight
    return makeRoom()
  }

  @inlinable @discardableResult
  package mutating func remove(_ key: Key) -> Item? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    weight -= entry.weight
    return entry.item
  }

  /// Changes an item in its place; false where it is no longer there.
  @inlinable @discardableResult
  package mutating func change(_ key: Key, _ body: (inout Item) -> Void) -> Bool {
    guard let place = entries.index(forKey: key) else { return false }
    body(&entries.values[place].item)
    let changed = weigh(entries.values[place].item)
    weight += changed - entries.values[place].weight
    entries.values[place].weight = changed
    _ = makeRoom()
    return true
  }

  @inlinable
  mutating func makeRoom() -> [Item] {
    var gone: [Item] = []
    while entries.count > 1, entries.count > limit || weight > byteLimit {
      let (key, number) = arrivals[oldest]
      oldest += 1
      if entries[key]?.arrival == number, let item = remove(key) { gone.append(item) }
    }
    if arrivals.count > 2 * entries.count + 64 {
      arrivals = arrivals[oldest...].filter { entries[$0.key]?.arrival == $0.number }
      oldest = 0
    }
    return gone
  }
}
