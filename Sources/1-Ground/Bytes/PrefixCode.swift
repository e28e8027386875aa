/// A prefix code told by the lengths of its words, as deflate and lossless WebP tell theirs.
///
/// Words are read from the least significant bit on. A table of ten bits finds most words in one
/// step; the few longer ones are found bit by bit.
package struct PrefixCode: Sendable {
  private static let tableBits = 10
  package static let longestWord = 15

  /// Symbol and length of the word that starts these ten bits; zero where none so short does.
  private var table: [UInt16]
  private var symbols: [UInt16]
  private var counts: [Int]

  /// Nil where the lengths ask for more words than there are, or leave room for others.
  ///
  /// A code with a single word of one bit may leave room, as may one with no words at all.
  package init?(lengths: [UInt8]) {
    counts = [Int](repeating: 0, count: PrefixCode.longestWord + 1)
    for length in lengths {
      guard length <= PrefixCode.longestWord else { return nil }
      counts[Int(length)] += 1
    }
    counts[0] = 0
    var room = 1
    var starts = [0, 0]
    for length in 1...PrefixCode.longestWord {
      room = room * 2 - counts[length]
      guard room >= 0 else { return nil }
      starts.append(starts[length] + counts[length])
    }
    let words = starts[PrefixCode.longestWord + 1]
    guard room == 0 || words == 0 || (words == 1 && counts[1] == 1) else { return nil }
    symbols = [UInt16](repeating: 0, count: words)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      symbols[starts[Int(length)]] = UInt16(symbol)
      starts[Int(length)] += 1
    }
    table = [UInt16](repeating: 0, count: 1 << PrefixCode.tableBits)
    fillTable()
  }

  private mutating func fillTable() {
    var word = 0
    var index = 0
    for length in 1...PrefixCode.tableBits {
      for _ in 0..<counts[length] {
        let entry = symbols[index] << 4 | UInt16(length)
        var slot = Int(PrefixCode.reversed(word, count: length))
        while slot < table.count {
          table[slot] = entry
          slot += 1 << length
        }
        index += 1
        word += 1
      }
      word <<= 1
    }
  }

  /// The symbol and length of the word that `bits` start with; nil where no word does.
  func match(_ bits: UInt64) -> (symbol: Int, length: Int)? {
    let entry = table[Int(truncatingIfNeeded: bits) & (1 << PrefixCode.tableBits - 1)]
    guard entry == 0 else { return (Int(entry >> 4), Int(entry & 15)) }
    var word = 0
    var first = 0
    var index = 0
    for length in 1...PrefixCode.longestWord {
      word |= Int(truncatingIfNeeded: bits >> UInt64(length - 1) & 1)
      let count = counts[length]
      if word - first < count { return (Int(symbols[index + word - first]), length) }
      index += count
      first = (first + count) << 1
      word <<= 1
    }
    return nil
  }

  /// The lowest `count` bits in the opposite order.
  static func reversed(_ bits: Int, count: Int) -> UInt32 {
    var reversed: UInt32 = 0
    for index in 0..<count where bits >> index & 1 == 1 { reversed |= 1 << (count - 1 - index) }
    return reversed
  }
}
