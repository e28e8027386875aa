/// Codes blocks one at a time: transformed once, written wherever they stand.
struct JPEGBlockCoder: Sendable {
  /// A block's mean and, as bits, its other frequencies.
  struct Block: Sendable, Equatable {
    var mean = 0
    var words: [Word] = []
  }

  /// At most 32 bits.
  struct Word: Sendable, Equatable {
    var bits: UInt32
    var count: Int
  }

  private let divisors: [[JPEGTransform.Row]]
  private let dcWords: [JPEGEncoder.Words]
  private let acWords: [JPEGEncoder.Words]

  init(_ tables: [[Int]]) {
    divisors = tables.map { JPEGPlane.factors($0, reciprocal: true) }
    dcWords = JPEGHuffman.standard[0].map(\.words)
    acWords = JPEGHuffman.standard[1].map(\.words)
  }

  /// One component of a block whose places in a palette of `levels` are told.
  func block(_ places: [UInt8], _ levels: [UInt8], _ component: Int) -> Block {
    let table = min(component, 1)
    var plane = JPEGPlane(width: 8, height: 8)
    for index in 0..<64 { plane.samples[index] = levels[Int(places[index])] }
    var coefficients = [Int](repeating: 0, count: 64)
    plane.quantize(0, 0, divisors[table], into: &coefficients)
    var block = Block(mean: coefficients[0])
    JPEGEncoder.eachWord(of: coefficients, acWords[table]) { bits, count in
      block.words.append(Word(bits: bits, count: count))
    }
    return block
  }

  /// A row of blocks from the beginning of a run: `kinds` are places in `blocks`, which have three components each.
  func row(_ kinds: [Int], _ blocks: [[Block]]) -> [UInt8] {
    var writer = JPEGBitWriter()
    var means = [0, 0, 0]
    for kind in kinds {
      let components = blocks[kind]
      for component in 0..<3 {
        let table = dcWords[min(component, 1)]
        let difference = components[component].mean - means[component]
        means[component] = components[component].mean
        let size = JPEGEncoder.size(of: difference)
        writer.write(table[size].bits, count: table[size].length)
        writer.write(JPEGEncoder.bits(of: difference, size), count: size)
        for word in components[component].words { writer.write(word.bits, count: word.count) }
      }
    }
    writer.align()
    return writer.bytes
  }
}
