import Bytes

/// A prefix code fitted to how often its symbols occur.
struct VP8LCodeWriter {
  private let lengths: [UInt8]
  private let words: [UInt32]
  /// Where the code has a single symbol, no word is written.
  private let isSilent: Bool

  init(_ frequencies: [Int], symbols: Int) {
    lengths = PrefixCodeLengths.lengths(frequencies: frequencies, limit: 15)
    words = PrefixCodeLengths.reversedWords(lengths)
    isSilent = lengths.count { $0 > 0 } < 2
  }

  func write(_ symbol: Int, to bits: inout BitWriter) {
    guard !isSilent else { return }
    bits.write(words[symbol], count: Int(lengths[symbol]))
  }

  /// Writes how long the words are: one or two small symbols plainly, more by a code of their own.
  func writeLengths(to bits: inout BitWriter) {
    let used = lengths.indices.filter { lengths[$0] > 0 }
    guard used.count > 2 || (used.last ?? 0) > 255 else {
      let first = used.first ?? 0
      bits.write(used.count == 2 ? 0b11 : 0b01, count: 2)
      bits.write(first > 1 ? 1 : 0, count: 1)
      bits.write(UInt32(first), count: first > 1 ? 8 : 1)
      if used.count == 2 { bits.write(UInt32(used[1]), count: 8) }
      return
    }
    bits.write(0, count: 1)
    writeRuns(to: &bits)
  }

  private func writeRuns(to bits: inout BitWriter) {
    let runs = self.runs
    var frequencies = [Int](repeating: 0, count: 19)
    for run in runs { frequencies[run.symbol] += 1 }
    let own = PrefixCodeLengths.lengths(frequencies: frequencies, limit: 7)
    let ownWords = PrefixCodeLengths.reversedWords(own)
    let stored = VP8LCode.order.lastIndex { own[$0] > 0 }.map { max(4, $0 + 1) } ?? 4
    bits.write(UInt32(stored - 4), count: 4)
    for place in VP8LCode.order[..<stored] { bits.write(UInt32(own[place]), count: 3) }
    bits.write(0, count: 1)  // all lengths are stored
    let isSilent = own.count { $0 > 0 } == 1
    for run in runs {
      if !isSilent { bits.write(ownWords[run.symbol], count: Int(own[run.symbol])) }
      bits.write(
        run.extra,
        count: run.symbol < 16 ? 0 : run.symbol == 16 ? 2 : run.symbol == 17 ? 3 : 7
      )
    }
  }

  private struct Run {
    var symbol: Int
    var extra: UInt32 = 0
  }

  /// The lengths with runs of zeros and of repeats shortened.
  private var runs: [Run] {
    var runs: [Run] = []
    var index = 0
    while index < lengths.count {
      let length = lengths[index]
      var count = 1
      while index + count < lengths.count, lengths[index + count] == length { count += 1 }
      index += count
      if length > 0 {
        runs.append(Run(symbol: Int(length)))
        count -= 1
      }
      while count > 0 {
        let most = length > 0 ? 6 : 138
        let taken = min(count, most)
        count -= taken
        if taken < 3 {
          runs += Array(repeating: Run(symbol: Int(length)), count: taken)
        } else if length > 0 {
          runs.append(Run(symbol: 16, extra: UInt32(taken - 3)))
        } else if taken < 11 {
          runs.append(Run(symbol: 17, extra: UInt32(taken - 3)))
        } else {
          runs.append(Run(symbol: 18, extra: UInt32(taken - 11)))
        }
      }
    }
    return runs
  }
}
