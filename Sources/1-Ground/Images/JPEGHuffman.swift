/// A Huffman table as a JPEG tells it: words of each length, and symbols by ascending word.
struct JPEGHuffman: Equatable {
  var counts: [Int]
  var symbols: [UInt8]

  /// The tables of T.81's annex K.3, by class (0 DC, 1 AC) and component (0 luma, 1 chroma).
  static let standard = [
    [
      JPEGHuffman(counts: [0, 1, 5, 1, 1, 1, 1, 1, 1], symbols: Array(0...11)),
      JPEGHuffman(counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1], symbols: Array(0...11)),
    ],
    [
      JPEGHuffman(
        counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
        common: [
          0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61,
          0x07, 0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52,
          0xD1, 0xF0, 0x24, 0x33, 0x62, 0x72, 0x82,
        ]
      ),
      JPEGHuffman(
        counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
        common: [
          0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61,
          0x71, 0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33,
          0x52, 0xF0, 0x15, 0x62, 0x72, 0xD1, 0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1,
        ]
      ),
    ],
  ]

  init(counts: [Int], symbols: [UInt8]) {
    self.counts = counts + [Int](repeating: 0, count: 16 - counts.count)
    self.symbols = symbols
  }

  /// A table whose rare symbols follow in ascending order.
  private init(counts: [Int], common: [UInt8]) {
    let rare = (0...255).map { UInt8($0) }.filter { symbol in
      let isSymbol = (1...10).contains(symbol & 15)
      return isSymbol && !common.contains(symbol)
    }
    self.init(counts: counts, symbols: common + rare)
  }

  /// The word and its length of every symbol, for writing.
  var words: [(bits: UInt32, length: Int)] {
    var words = [(bits: UInt32, length: Int)](repeating: (0, 0), count: 256)
    var next: UInt32 = 0
    var index = 0
    for length in 1...16 {
      for _ in 0..<counts[length - 1] {
        words[Int(symbols[index])] = (next, length)
        next += 1
        index += 1
      }
      next <<= 1
    }
    return words
  }
}
