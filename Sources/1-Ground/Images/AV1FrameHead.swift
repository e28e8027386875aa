import Bytes

/// The head of the first frame of an AV1 stream, up to its base quantizer index.
///
/// AV1 bitstream specification, sections 5.5 and 5.9.
struct AV1FrameHead {
  private(set) var size = PixelSize(0, 0)
  private(set) var depth = 8
  private(set) var isMonochrome = false
  /// Nil where the header uses features of video that hide the place.
  private(set) var baseQ: Int?

  init(_ bytes: [UInt8], in range: Range<Int>) throws(ImageError) {
    var sequence: AV1SequenceHead?
    var offset = range.lowerBound
    while offset < range.upperBound {
      let unit = try AV1Unit(bytes, at: offset, end: range.upperBound)
      offset = unit.body.upperBound
      switch unit.type {
      case AV1Unit.sequenceHeader where sequence == nil:
        let head = try AV1SequenceHead(bytes, in: unit.body)
        size = head.size
        depth = head.depth
        isMonochrome = head.isMonochrome
        sequence = head
      case AV1Unit.frame, AV1Unit.frameHeader:
        guard let sequence else {
          throw .corrupt(reason: "a frame precedes the sequence", offset: unit.body.lowerBound)
        }
        var bits = HighBitReader(bytes, in: unit.body)
        guard baseQ == nil else { continue }
        baseQ = try readBaseQ(&bits, sequence)
      default: continue
      }
    }
    guard sequence != nil else {
      throw .corrupt(reason: "there is no AV1 sequence header", offset: range.lowerBound)
    }
  }

  private mutating func readBaseQ(
    _ bits: inout HighBitReader,
    _ sequence: AV1SequenceHead
  ) throws(ImageError) -> Int? {
    if !sequence.isReduced {
      // Only a shown key frame is read; stills and the first frames of sequences are that.
      guard try !bits.flag(), try bits.read(2) == 0, try bits.flag(), !sequence.hasDecoderModel
      else { return nil }
    }
    let disablesUpdate = try bits.flag()
    var hasScreenTools = sequence.screenTools == 1
    if sequence.screenTools == 2 { hasScreenTools = try bits.flag() }
    if hasScreenTools, sequence.integerVectors == 2 { try bits.skip(1) }
    try bits.skip(sequence.frameNumberBits)
    let overridesSize = sequence.isReduced ? false : try bits.flag()
    try bits.skip(sequence.orderHintBits)
    if overridesSize {
      size.width = try bits.read(sequence.widthBits) + 1
      size.height = try bits.read(sequence.heightBits) + 1
    }
    var codedWidth = size.width
    if sequence.hasSuperResolution, try bits.flag() {
      let denominator = try bits.read(3) + 9
      codedWidth = (size.width * 8 + denominator / 2) / denominator
    }
    if try bits.flag() { try bits.skip(32) }
    if hasScreenTools, codedWidth == size.width { try bits.skip(1) }
    if !sequence.isReduced, !disablesUpdate { try bits.skip(1) }
    try skipTiles(&bits, sequence, codedWidth: codedWidth)
    return try bits.read(8)
  }

  /// Passes over the division into tiles (section 5.9.15).
  private func skipTiles(
    _ bits: inout HighBitReader,
    _ sequence: AV1SequenceHead,
    codedWidth: Int
  ) throws(ImageError) {
    let shift = sequence.hasLargeBlocks ? 7 : 6
    let columns = (codedWidth + 1 << shift - 1) >> shift
    let rows = (size.height + 1 << shift - 1) >> shift
    let widest = 4096 >> shift
    let leastColumns = AV1FrameHead.log2(widest, columns)
    let least = max(leastColumns, AV1FrameHead.log2((4096 * 2304) >> (2 * shift), rows * columns))
    var columnBits = leastColumns
    var rowBits: Int
    if try bits.flag() {
      let mostColumns = AV1FrameHead.log2(1, min(columns, 64))
      while columnBits < mostColumns, try bits.flag() { columnBits += 1 }
      rowBits = max(least - columnBits, 0)
      let mostRows = AV1FrameHead.log2(1, min(rows, 64))
      while rowBits < mostRows, try bits.flag() { rowBits += 1 }
    } else {
      let (columnCount, broadest) = try skipSizes(&bits, columns, most: widest)
      let area = least > 0 ? (rows * columns) >> (least + 1) : rows * columns
      let (rowCount, _) = try skipSizes(&bits, rows, most: max(area / broadest, 1))
      columnBits = AV1FrameHead.log2(1, columnCount)
      rowBits = AV1FrameHead.log2(1, rowCount)
    }
    if columnBits > 0 || rowBits > 0 { try bits.skip(columnBits + rowBits + 2) }
  }

  /// Passes over tiles that tell their own sizes; how many they are and the largest.
  private func skipSizes(
    _ bits: inout HighBitReader,
    _ blocks: Int,
    most: Int
  ) throws(ImageError) -> (count: Int, largest: Int) {
    var left = blocks
    var count = 0
    var largest = 1
    while left > 0 {
      let size = try bits.readBelow(min(left, most)) + 1
      left -= size
      count += 1
      largest = max(largest, size)
    }
    return (count, largest)
  }

  /// How often `unit` has to be doubled to reach `target`.
  private static func log2(_ unit: Int, _ target: Int) -> Int {
    var doublings = 0
    while unit << doublings < target { doublings += 1 }
    return doublings
  }
}
