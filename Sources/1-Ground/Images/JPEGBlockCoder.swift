/// Codes blocks one at a time: transformed once, written wherever they stand.
struct JPEGBlockCoder: Sendable {
  /// At most 32 bits.
  struct Word: Sendable {
    var bits: UInt32
    var count: Int
  }

  /// Coded blocks by their numbers, three components each.
  struct Blocks: Sendable {
    fileprivate(set) var means: [Int]
    /// Where a component's other frequencies stand among the words.
    fileprivate(set) var ranges: [Range<Int>]
    fileprivate(set) var words: [Word] = []
    /// All of a block that follows its like, where one word holds it; empty where none does.
    fileprivate(set) var repeats: [Word]

    init(count: Int) {
      means = [Int](repeating: 0, count: count * 3)
      ranges = [Range<Int>](repeating: 0..<0, count: count * 3)
      repeats = [Word](repeating: Word(bits: 0, count: 0), count: count)
    }
  }

  private let divisors: [[JPEGTransform.Row]]
  private let dcWords: [JPEGEncoder.Words]
  private let acWords: [JPEGEncoder.Words]

  init(_ tables: [[Int]]) {
    divisors = tables.map { JPEGPlane.factors($0, reciprocal: true) }
    dcWords = JPEGHuffman.standard[0].map(\.words)
    acWords = JPEGHuffman.standard[1].map(\.words)
  }

  /// Codes a block whose samples are places in a palette: `levels` are its colors in each component.
  func code(_ places: [UInt8], levels: [[UInt8]], as number: Int, in blocks: inout Blocks) {
    var plane = JPEGPlane(width: 8, height: 8)
    var coefficients = [Int](repeating: 0, count: 64)
    var whole = Word(bits: 0, count: 0)
    for component in 0..<3 {
      let table = min(component, 1)
      for index in 0..<64 { plane.samples[index] = levels[component][Int(places[index])] }
      plane.quantize(0, 0, divisors: divisors[table], into: &coefficients)
      let start = blocks.words.count
      JPEGEncoder.eachWord(of: coefficients, acWords[table]) { bits, count in
        blocks.words.append(Word(bits: bits, count: count))
      }
      blocks.means[number * 3 + component] = coefficients[0]
      blocks.ranges[number * 3 + component] = start..<blocks.words.count
      let same = Word(bits: dcWords[table][0].bits, count: dcWords[table][0].length)
      for word in [same] + blocks.words[start...] { whole.append(word) }
    }
    blocks.repeats[number] = whole.count <= 32 ? whole : Word(bits: 0, count: 0)
  }

  /// A row of blocks from the beginning of a run.
  func row(_ numbers: [Int], of blocks: Blocks) -> [UInt8] {
    var writer = JPEGBitWriter()
    let (means, ranges, words) = (blocks.means.span, blocks.ranges.span, blocks.words.span)
    let repeats = blocks.repeats.span
    var last = -1
    var levels = SIMD4<Int>()
    for number in numbers {
      let same = repeats[number]
      if number == last, same.count > 0 {
        writer.write(same.bits, count: same.count)
        continue
      }
      last = number
      for component in 0..<3 {
        let place = number &* 3 &+ component
        let difference = means[place] &- levels[component]
        levels[component] = means[place]
        let size = JPEGEncoder.size(of: difference)
        let word = dcWords[component == 0 ? 0 : 1][size]
        writer.write(word.bits, count: word.length)
        writer.write(JPEGEncoder.bits(of: difference, size), count: size)
        for index in ranges[place] { writer.write(words[index].bits, count: words[index].count) }
      }
    }
    writer.align()
    return writer.bytes
  }
}

extension JPEGBlockCoder.Word {
  /// Bits that go beyond 32 are lost, their number is not.
  fileprivate mutating func append(_ word: JPEGBlockCoder.Word) {
    count += word.count
    if count <= 32 { bits = bits &<< UInt32(truncatingIfNeeded: word.count) | word.bits }
  }
}
