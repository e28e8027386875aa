/// The number of times that each symbol occurs in one block.
struct DeflateCounts {
  var literals = [Int](repeating: 0, count: 286)
  var distances = [Int](repeating: 0, count: 30)

  init(_ tokens: [UInt32]) {
    let lengthSlots = DeflateTables.lengthSlots
    let distanceSlots = DeflateTables.distanceSlots
    for token in tokens {
      guard token > 255 else {
        literals[Int(token)] &+= 1
        continue
      }
      literals[257 &+ Int(lengthSlots[Int(token >> 16)])] &+= 1
      distances[DeflateTables.distanceSlot(Int(token & 0xFFFF), in: distanceSlots)] &+= 1
    }
    literals[256] = 1
  }
}

/// The words of one alphabet, ready to be written.
package struct PrefixWords: Sendable {
  package let lengths: [UInt8]
  private let words: [UInt32]

  package init(lengths: [UInt8]) {
    self.lengths = lengths
    words = PrefixCodeLengths.reversedWords(lengths)
  }

  @inline(__always)
  package func write(_ symbol: Int, to writer: inout BitWriter) {
    writer.write(words[symbol], count: Int(lengths[symbol]))
  }
}

/// The two codes of one block, and the code that tells them.
struct DeflateCodes {
  static let fixed = DeflateCodes(
    literals: PrefixWords(lengths: DeflateTables.fixedLiteralLengths),
    distances: PrefixWords(lengths: DeflateTables.fixedDistanceLengths)
  )

  let literals: PrefixWords
  let distances: PrefixWords
  private let runs: [Run]
  private let runWords: PrefixWords
  private let literalCount: Int
  private let distanceCount: Int

  /// A symbol of the code of code lengths with the bits that follow it.
  private struct Run {
    var symbol: Int
    var extra: UInt32 = 0
    var extraCount = 0
  }

  private init(literals: PrefixWords, distances: PrefixWords) {
    self.literals = literals
    self.distances = distances
    literalCount = max((literals.lengths.lastIndex { $0 > 0 } ?? 0) + 1, 257)
    distanceCount = max((distances.lengths.lastIndex { $0 > 0 } ?? 0) + 1, 1)
    let all = literals.lengths.prefix(literalCount) + distances.lengths.prefix(distanceCount)
    runs = DeflateCodes.runs(Array(all))
    var frequencies = [Int](repeating: 0, count: 19)
    for run in runs { frequencies[run.symbol] += 1 }
    runWords = PrefixWords(lengths: PrefixCodeLengths.lengths(frequencies: frequencies, limit: 7))
  }

  init(_ counts: DeflateCounts) {
    var literals = counts.literals
    // A code of one word is legal but old decoders stumble over it.
    if literals.filter({ $0 > 0 }).count < 2 { literals[0] += 1 }
    self.init(
      literals: PrefixWords(
        lengths: PrefixCodeLengths.lengths(frequencies: literals, limit: 15)
      ),
      distances: PrefixWords(
        lengths: PrefixCodeLengths.lengths(frequencies: counts.distances, limit: 15)
      )
    )
  }

  private static func runs(_ lengths: [UInt8]) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start < lengths.count {
      let length = lengths[start]
      let end = lengths[start...].firstIndex { $0 != length } ?? lengths.count
      var count = end - start
      if length > 0 {
        runs.append(Run(symbol: Int(length)))
        count -= 1
      }
      while count > 0 {
        let (run, taken) = DeflateCodes.run(of: length, count: count)
        runs.append(run)
        count -= taken
      }
      start = end
    }
    return runs
  }

  private static func run(of length: UInt8, count: Int) -> (Run, taken: Int) {
    guard count >= 3 else { return (Run(symbol: Int(length)), 1) }
    guard length == 0 else {
      let taken = min(count, 6)
      return (Run(symbol: 16, extra: UInt32(taken - 3), extraCount: 2), taken)
    }
    let taken = min(count, 138)
    return taken <= 10
      ? (Run(symbol: 17, extra: UInt32(taken - 3), extraCount: 3), taken)
      : (Run(symbol: 18, extra: UInt32(taken - 11), extraCount: 7), taken)
  }

  /// How many of the code's own lengths are told; the rest are zero.
  private var toldLengths: Int {
    max(4, (DeflateTables.lengthOrder.lastIndex { runWords.lengths[$0] > 0 } ?? 0) + 1)
  }

  var headerBitCount: Int {
    runs.reduce(14 + toldLengths * 3) { bits, run in
      bits + Int(runWords.lengths[run.symbol]) + run.extraCount
    }
  }

  /// The bits that the symbols cost in this code.
  func bitCount(_ counts: DeflateCounts) -> Int {
    var bits = 3
    for (symbol, count) in counts.literals.enumerated() {
      let extra = symbol > 256 ? DeflateTables.lengthExtra[symbol - 257] : 0
      bits += count * (Int(literals.lengths[symbol]) + extra)
    }
    for (symbol, count) in counts.distances.enumerated() {
      bits += count * (Int(distances.lengths[symbol]) + DeflateTables.distanceExtra[symbol])
    }
    return bits
  }

  func writeHeader(to writer: inout BitWriter) {
    writer.write(UInt32(literalCount - 257), count: 5)
    writer.write(UInt32(distanceCount - 1), count: 5)
    writer.write(UInt32(toldLengths - 4), count: 4)
    for place in DeflateTables.lengthOrder[..<toldLengths] {
      writer.write(UInt32(runWords.lengths[place]), count: 3)
    }
    for run in runs {
      runWords.write(run.symbol, to: &writer)
      writer.write(run.extra, count: run.extraCount)
    }
  }
}
