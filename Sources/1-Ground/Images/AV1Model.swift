/// The fixed probabilities of a picture: for each symbol, what is left above it, in 512ths.
struct AV1Model {
  /// Every table of the picture's quality, one after the other.
  let chances: [UInt16]

  static let partition8 = 0
  static let partition = 4
  static let skip = partition + 12 * 10
  static let yMode = skip + 2
  static let uvMode = yMode + 13
  static let transformType = uvMode + 14
  static let allZero = transformType + 5
  static let endClass = allZero + 4 * 2
  static let endExtra = endClass + 2 * 7
  static let dcSign = endExtra + 2 * 5 * 2
  static let lastLevel = dcSign + 2 * 3 * 2
  static let level = lastLevel + 2 * 4 * 3
  static let more = level + 2 * 26 * 4

  /// Picks the tables that go with a base quantizer index.
  init(quantizerIndex: Int) {
    let quality =
      quantizerIndex <= 20 ? 0 : quantizerIndex <= 60 ? 1 : quantizerIndex <= 120 ? 2 : 3
    var all: [UInt16] = []
    func add(_ table: [UInt16], rows: Int, of width: Int, from first: Int = 0) {
      for row in first..<first + rows {
        for cumulative in table[row * width..<(row + 1) * width] {
          all.append((32768 - cumulative) >> 6)
        }
        all.append(0)
      }
    }
    add(AV1Tables.partition8, rows: 1, of: 3)
    add(AV1Tables.partition, rows: 12, of: 9)
    add([31671], rows: 1, of: 1)
    add(AV1Tables.yMode, rows: 1, of: 12)
    add(AV1Tables.uvMode, rows: 1, of: 13)
    add(AV1Tables.transformType, rows: 1, of: 4)
    add(AV1Tables.allZero, rows: 4, of: 1, from: quality * 4)
    add(AV1Tables.endClass, rows: 2, of: 6, from: quality * 2)
    add(AV1Tables.endExtra, rows: 10, of: 1, from: quality * 10)
    add(AV1Tables.dcSign, rows: 6, of: 1, from: quality * 6)
    add(AV1LevelTables.lastLevel, rows: 8, of: 2, from: quality * 8)
    add(AV1LevelTables.level, rows: 52, of: 3, from: quality * 52)
    add(AV1LevelTables.more, rows: 42, of: 3, from: quality * 42)
    chances = all
  }

  /// The chance that a block across the picture's edge is split, where only a cut along the
  /// edge is the alternative.
  func splitChance(size: Int, context: Int, acrossBottom: Bool) -> UInt32 {
    // None, horizontal, vertical, split, horizontal A and B, vertical A and B, horizontal 4,
    // vertical 4; counted are those that cut the block the other way.
    let counted = acrossBottom ? [2, 3, 4, 6, 7, 9] : [1, 3, 4, 5, 6, 8]
    let row = (size * 4 + context) * 9
    var sum: UInt32 = 0
    for kind in counted {
      let upper = kind == 9 ? 32768 : UInt32(AV1Tables.partition[row + kind])
      sum += upper - UInt32(AV1Tables.partition[row + kind - 1])
    }
    return sum >> 6
  }
}
