/// Cuts bytes into literals and repeats of what stands up to 32 KiB before.
struct MatchFinder {
  private static let window = 1 << 15
  private static let hashBits = 15
  private static let longest = 258

  private let level: DeflateLevel
  /// The latest place, plus one, where three bytes with this hash stand.
  private var heads = [UInt32](repeating: 0, count: 1 << hashBits)
  /// The place, plus one, of the hash's occurrence before this one, by place modulo the window.
  private var chains = [UInt32](repeating: 0, count: window)
  private(set) var position = 0

  init(level: DeflateLevel) { self.level = level }

  /// Finds about `count` tokens from `position` on.
  ///
  /// A literal is its byte; a repeat has its length in the bits from 16 on and its distance below.
  mutating func tokens(of bytes: [UInt8], count: Int) -> [UInt32] {
    var tokens: [UInt32] = []
    tokens.reserveCapacity(min(count, bytes.count - position) + 1)
    while tokens.count < count, position < bytes.count {
      var match = repeatAtPosition(bytes, longerThan: 2)
      insert(position, bytes)
      while level.isLazy, match.length > 2, match.length < level.enough {
        position += 1
        let next = repeatAtPosition(bytes, longerThan: match.length)
        position -= 1
        guard next.length > match.length else { break }
        tokens.append(UInt32(bytes[position]))
        position += 1
        insert(position, bytes)
        match = next
      }
      if match.length > 2 {
        tokens.append(UInt32(match.length << 16 | match.distance))
        skip(match.length, bytes)
      } else {
        tokens.append(UInt32(bytes[position]))
        position += 1
      }
    }
    return tokens
  }

  /// Moves past a repeat whose first byte is known already.
  private mutating func skip(_ length: Int, _ bytes: [UInt8]) {
    // Inside a long run every place is like the others; its last ones will do.
    let first = level == .fast || length > 200 ? max(length - 3, 1) : 1
    for offset in first..<length { insert(position + offset, bytes) }
    position += length
  }

  @inline(__always)
  private static func hash(_ bytes: [UInt8], _ place: Int) -> Int {
    let low = UInt32(bytes[place]) | UInt32(bytes[place &+ 1]) << 8
    let three = low | UInt32(bytes[place &+ 2]) << 16
    return Int((three &* 0x9E37_79B1) >> UInt32(32 - hashBits))
  }

  @inline(__always)
  private mutating func insert(_ place: Int, _ bytes: [UInt8]) {
    guard place &+ 2 < bytes.count else { return }
    let hash = MatchFinder.hash(bytes, place)
    chains[place & (MatchFinder.window &- 1)] = heads[hash]
    heads[hash] = UInt32(truncatingIfNeeded: place &+ 1)
  }

  private func repeatAtPosition(
    _ bytes: [UInt8],
    longerThan least: Int
  ) -> (length: Int, distance: Int) {
    let longest = min(MatchFinder.longest, bytes.count - position)
    guard longest > least, longest > 2 else { return (0, 0) }
    var best = least
    var distance = 0
    var candidate = Int(heads[MatchFinder.hash(bytes, position)]) - 1
    var attempts = level.chain
    let oldest = max(0, position - MatchFinder.window)
    while candidate >= oldest, attempts > 0 {
      // A longer repeat has to agree in the byte that the best one so far does not reach.
      if bytes[candidate &+ best] == bytes[position &+ best], bytes[candidate] == bytes[position] {
        var length = 1
        while length < longest, bytes[candidate &+ length] == bytes[position &+ length] {
          length &+= 1
        }
        if length > best {
          best = length
          distance = position &- candidate
          if length >= level.enough || length == longest { break }
        }
      }
      let older = Int(chains[candidate & (MatchFinder.window &- 1)]) &- 1
      guard older < candidate else { break }
      candidate = older
      attempts &-= 1
    }
    // Three literals are mostly cheaper than so far a distance.
    guard best > least, best > 3 || distance <= 4096 else { return (0, 0) }
    return (best, distance)
  }
}
