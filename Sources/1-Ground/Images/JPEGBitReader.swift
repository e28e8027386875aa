/// Hands out the bits of a scan, the highest first, without the zeros behind 0xFF.
///
/// At a marker it stops and hands out zeros; how many were taken shows whether the scan was cut.
struct JPEGBitReader {
  private let bytes: [UInt8]
  /// The next byte to take; at a marker, the marker's place.
  private(set) var offset: Int
  private var bits: UInt64 = 0
  private var count = 0
  /// Bits that the scan doesn't hold but `refill` made up.
  private var invented = 0

  init(_ bytes: [UInt8], from offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Whether more bits were taken than there are.
  var isPastEnd: Bool { count < invented }

  /// Makes at least 32 bits ready.
  @inline(__always)
  private mutating func refill() {
    if count < 32 { refillSlowly() }
  }

  private mutating func refillSlowly() {
    while count <= 56 {
      var byte: UInt8 = 0
      if invented == 0, offset < bytes.count {
        byte = bytes[offset]
        if byte != 0xFF {
          offset &+= 1
        } else if offset &+ 1 < bytes.count, bytes[offset &+ 1] == 0 {
          offset &+= 2
        } else {
          byte = 0
          invented &+= 8
        }
      } else {
        invented &+= 8
      }
      bits |= UInt64(byte) &<< UInt64(truncatingIfNeeded: 56 &- count)
      count &+= 8
    }
  }

  @inline(__always)
  private mutating func drop(_ dropped: Int) {
    bits = bits &<< UInt64(truncatingIfNeeded: dropped)
    count &-= dropped
  }

  /// The next bits as a number; at most 16.
  @inline(__always)
  mutating func read(_ wanted: Int) -> Int {
    guard wanted > 0 else { return 0 }
    refill()
    let value = Int(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: 64 &- wanted))
    drop(wanted)
    return value
  }

  /// A number of so many bits, where a first bit of zero makes it negative (T.81, F.2.2.1).
  @inline(__always)
  mutating func readSigned(_ wanted: Int) -> Int {
    let value = read(wanted)
    guard wanted > 0, value < 1 &<< (wanted &- 1) else { return value }
    return value &- (1 &<< wanted) &+ 1
  }

  /// The next symbol; nil where no word fits.
  @inline(__always)
  mutating func read(_ code: JPEGHuffmanCode) -> Int? {
    refill()
    let entry = code.table[Int(truncatingIfNeeded: bits &>> 55)]
    if entry != 0 {
      drop(Int(entry & 31))
      return Int(entry >> 5)
    }
    guard let (symbol, length) = code.longMatch(Int(truncatingIfNeeded: bits &>> 48)) else {
      return nil
    }
    drop(length)
    return symbol
  }

  /// Passes over a restart marker; false where it isn't there.
  mutating func restart(_ number: Int) -> Bool {
    bits = 0
    count = 0
    invented = 0
    while offset + 1 < bytes.count, bytes[offset] == 0xFF, bytes[offset + 1] == 0xFF { offset += 1 }
    guard offset + 1 < bytes.count, bytes[offset] == 0xFF,
      bytes[offset + 1] == JPEGSegment.Marker.restart.lowerBound + UInt8(number & 7)
    else { return false }
    offset += 2
    return true
  }
}

/// A Huffman table ready for reading: nine bits find most words in one step.
struct JPEGHuffmanCode {
  /// Symbol times 32 plus length of the word that starts these nine bits; zero for longer words.
  fileprivate let table: [UInt16]
  private let counts: [Int]
  private let symbols: [UInt8]

  /// Nil where the table has more words than there can be.
  init?(_ huffman: JPEGHuffman) {
    counts = huffman.counts
    symbols = huffman.symbols
    var table = [UInt16](repeating: 0, count: 512)
    var word = 0
    var index = 0
    for length in 1...16 {
      guard word + counts[length - 1] <= 1 << length else { return nil }
      for _ in 0..<counts[length - 1] {
        if length <= 9 {
          let first = word << (9 - length)
          let entry = UInt16(symbols[index]) << 5 | UInt16(length)
          for slot in first..<first + 1 << (9 - length) { table[slot] = entry }
        }
        word += 1
        index += 1
      }
      word <<= 1
    }
    self.table = table
  }

  /// The symbol and length of the word that starts these sixteen bits.
  fileprivate func longMatch(_ bits: Int) -> (symbol: Int, length: Int)? {
    var first = 0
    var index = 0
    for length in 1...16 {
      let word = bits >> (16 - length)
      let count = counts[length - 1]
      if word - first < count { return (Int(symbols[index + word - first]), length) }
      index += count
      first = (first + count) << 1
    }
    return nil
  }
}
