import Bytes

/// The prefix codes of a lossless picture, in groups of five: green with lengths and cache, red,
/// blue, alpha, distance.
struct VP8LGroups {
  /// More would take memory that the file's size does not warrant.
  static let limit = 4096

  private(set) var codes: [VP8LCode] = []
  /// How many groups the picture uses.
  let count: Int
  private let width: Int
  private let bits: Int
  private let across: Int
  private let blocks: [UInt32]

  /// One group for all.
  init(width: Int) {
    self.width = width
    (bits, across, blocks, count) = (0, 0, [], 1)
  }

  /// The group of each block of `1 << bits` stands in its red and green.
  init(width: Int, bits: Int, blocks: [UInt32]) {
    self.width = width
    self.bits = bits
    self.blocks = blocks.map { $0 >> 8 & 0xFFFF }
    across = VP8LTransform.blocks(width, bits: bits)
    count = 1 + Int(self.blocks.max() ?? 0)
  }

  /// Reads the five codes of the next group; false where one makes no sense.
  mutating func readGroup(from reader: inout BitReader, cacheBits: Int) -> Bool {
    let cache = cacheBits > 0 ? 1 << cacheBits : 0
    for count in [256 + 24 + cache, 256, 256, 256, 40] {
      guard let code = VP8LCode(from: &reader, symbols: count) else { return false }
      codes.append(code)
    }
    return true
  }

  /// Where the codes of a pixel's group begin.
  func firstCode(at index: Int) -> Int {
    guard !blocks.isEmpty else { return 0 }
    return Int(blocks[(index / width) >> bits * across + (index % width) >> bits]) * 5
  }

  /// The distance in pixels that a code stands for.
  func distance(_ code: Int) -> Int {
    guard code <= 120 else { return code - 120 }
    let place = VP8LPixel.nearby[code - 1]
    return max(1, place.x + place.y * width)
  }
}

/// One prefix code; a code of a single symbol takes no bits at all.
struct VP8LCode {
  private let only: Int
  private let code: PrefixCode

  /// Places of the code lengths' own code, in the order in which they are stored.
  static let order = [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]

  private static let empty = PrefixCode(lengths: [])

  private init?(lengths: [UInt8]) {
    let used = lengths.indices.filter { lengths[$0] > 0 }
    guard let empty = VP8LCode.empty, !used.isEmpty else { return nil }
    if used.count == 1 {
      (only, code) = (used[0], empty)
    } else {
      guard let code = PrefixCode(lengths: lengths) else { return nil }
      (only, self.code) = (-1, code)
    }
  }

  /// Reads how long the words of `symbols` symbols are.
  init?(from reader: inout BitReader, symbols: Int) {
    var lengths = [UInt8](repeating: 0, count: symbols)
    if reader.read(1) == 1 {
      let isPair = reader.read(1) == 1
      let first = reader.read(reader.read(1) == 1 ? 8 : 1)
      let second = isPair ? reader.read(8) : first
      guard first < symbols, second < symbols else { return nil }
      lengths[first] = 1
      lengths[second] = 1
    } else {
      var own = [UInt8](repeating: 0, count: 19)
      for index in 0..<reader.read(4) + 4 { own[VP8LCode.order[index]] = UInt8(reader.read(3)) }
      let limit = reader.read(1) == 1 ? 2 + reader.read(2 + 2 * reader.read(3)) : symbols
      guard let code = VP8LCode(lengths: own), limit <= symbols,
        code.readLengths(&lengths, limit: limit, from: &reader)
      else { return nil }
    }
    self.init(lengths: lengths)
  }

  private func readLengths(
    _ lengths: inout [UInt8],
    limit: Int,
    from reader: inout BitReader
  ) -> Bool {
    var index = 0
    var previous: UInt8 = 8
    var left = limit
    while index < lengths.count, left > 0 {
      guard let symbol = read(from: &reader), !reader.isPastEnd else { return false }
      left -= 1
      if symbol < 16 {
        lengths[index] = UInt8(symbol)
        if symbol > 0 { previous = UInt8(symbol) }
        index += 1
        continue
      }
      let repeats =
        symbol == 16
        ? 3 + reader.read(2) : symbol == 17 ? 3 + reader.read(3) : 11 + reader.read(7)
      guard repeats <= lengths.count - index else { return false }
      for _ in 0..<repeats {
        lengths[index] = symbol == 16 ? previous : 0
        index += 1
      }
    }
    return true
  }

  /// The next symbol; nil where no word fits.
  func read(from reader: inout BitReader) -> Int? {
    only >= 0 ? only : reader.read(code)
  }
}
