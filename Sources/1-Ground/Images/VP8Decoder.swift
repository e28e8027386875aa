import Bytes

/// Reads a VP8 key frame, whatever tools its encoder took.
struct VP8Decoder {
  let size: PixelSize
  private let bytes: [UInt8]
  private let offset: Int
  private let columns: Int
  private let rows: Int
  private let header: VP8Header
  private var modes: VP8BoolDecoder
  private var partitions: [VP8BoolDecoder] = []
  private var planes: [VP8Plane] = []
  private var residual = VP8Residual()
  private var above: [VP8Context]
  private var left = VP8Context()
  private var aboveModes: [VP8BlockMode]
  private var leftModes = [VP8BlockMode](repeating: .flat, count: 4)
  private var filters: [VP8Filter.Strength] = []

  /// The head of a macroblock, which stands before its coefficients.
  private struct Macroblock {
    var segment = 0
    var skips = false
    /// Nil where each 4x4 block has a mode of its own.
    var luma: VP8Mode?
    var blocks = [VP8BlockMode](repeating: .flat, count: 16)
    var chroma = VP8Mode.flat
  }

  /// Reads the headers of a `VP8 ` chunk's payload.
  init(_ bytes: [UInt8], in body: Range<Int>) throws(ImageError) {
    size = try VP8FrameHead(bytes, in: body).size
    self.bytes = bytes
    offset = body.lowerBound
    columns = (size.width + 15) / 16
    rows = (size.height + 15) / 16
    let start = offset + 10
    let length =
      Int(bytes[offset]) >> 5 | Int(bytes[offset + 1]) << 3 | Int(bytes[offset + 2]) << 11
    guard start + length <= body.upperBound else {
      throw .truncated(field: "the first VP8 partition", offset: start)
    }
    modes = VP8BoolDecoder(bytes, in: start..<start + length)
    header = VP8Header(from: &modes)
    above = Array(repeating: VP8Context(), count: columns)
    aboveModes = Array(repeating: .flat, count: columns * 4)
    var next = start + length + 3 * (header.partitions - 1)
    guard next <= body.upperBound else {
      throw .truncated(field: "the sizes of VP8 partitions", offset: start + length)
    }
    for number in 0..<header.partitions {
      let place = start + length + 3 * number
      var end = body.upperBound
      if number < header.partitions - 1 {
        let low = Int(bytes[place]) | Int(bytes[place + 1]) << 8
        end = next + low + Int(bytes[place + 2]) << 16
      }
      guard end <= body.upperBound else {
        throw .truncated(field: "a VP8 partition", offset: next)
      }
      partitions.append(VP8BoolDecoder(bytes, in: next..<end))
      next = end
    }
  }

  /// The planes of the whole frame, filtered.
  mutating func decode() throws(ImageError) -> [VP8Plane] {
    planes = [
      VP8Plane(width: columns * 16, height: rows * 16),
      VP8Plane(width: columns * 8, height: rows * 8),
      VP8Plane(width: columns * 8, height: rows * 8),
    ]
    for row in 0..<rows {
      left = VP8Context()
      leftModes = [VP8BlockMode](repeating: .flat, count: 4)
      for column in 0..<columns { decodeMacroblock(column: column, row: row) }
      guard !modes.isFarPastEnd, !partitions[row & (partitions.count - 1)].isFarPastEnd else {
        throw .truncated(field: "a VP8 partition", offset: offset)
      }
    }
    let filter = VP8Filter(isSimple: header.usesSimpleFilter)
    if header.filterLevel > 0 { filter.apply(filters, to: &planes, columns: columns) }
    return planes
  }

  private mutating func decodeMacroblock(column: Int, row: Int) {
    let macroblock = readModes(column: column)
    let segment = header.segments[macroblock.segment]
    var isEmpty = true
    residual.clear()
    if macroblock.skips {
      left.skip(keepsDC: macroblock.luma == nil)
      above[column].skip(keepsDC: macroblock.luma == nil)
    } else {
      isEmpty = !residual.read(
        from: &partitions[row & (partitions.count - 1)],
        chances: header.chances,
        quantizer: segment.quantizer,
        hasSecond: macroblock.luma != nil,
        above: &above[column],
        left: &left
      )
    }
    rebuildLuma(macroblock, column: column, row: row)
    for plane in 1...2 {
      planes[plane].predict(macroblock.chroma, x: column * 8, y: row * 8, side: 8)
      for block in 0..<4 {
        let start = planes[plane].index(column * 8 + block % 2 * 4, row * 8 + block / 2 * 4)
        planes[plane].add(residual.blocks[12 + plane * 4 + block], start: start)
      }
    }
    let level = segment.filterLevel + (macroblock.luma == nil ? header.blockFilterDelta : 0)
    let filtersInside = macroblock.luma == nil || !isEmpty
    filters.append(
      VP8Filter.Strength(level: level, sharpness: header.sharpness, filtersInside: filtersInside)
    )
  }

  private mutating func rebuildLuma(_ macroblock: Macroblock, column: Int, row: Int) {
    let (x, y) = (column * 16, row * 16)
    if let mode = macroblock.luma { planes[0].predict(mode, x: x, y: y, side: 16) }
    let beyond = beyondLuma(column: column, row: row)
    for block in 0..<16 {
      let start = planes[0].index(x + block % 4 * 4, y + block / 4 * 4)
      if macroblock.luma == nil {
        // Blocks on the right edge all look at the macroblock above to the right.
        let next = start - planes[0].stride + 4
        let own = SIMD4(
          planes[0].samples[next],
          planes[0].samples[next + 1],
          planes[0].samples[next + 2],
          planes[0].samples[next + 3]
        )
        let isAtEdge = block % 4 == 3
        planes[0].predictBlock(
          macroblock.blocks[block],
          start: start,
          beyond: isAtEdge ? beyond : own
        )
      }
      planes[0].add(residual.blocks[block], start: start)
    }
  }

  /// The four samples above a macroblock to its right; beyond the picture the last one repeats.
  private func beyondLuma(column: Int, row: Int) -> SIMD4<UInt8> {
    let place = planes[0].index(column * 16 + 16, row * 16 - 1)
    let samples = planes[0].samples
    guard row == 0 || column < columns - 1 else { return SIMD4(repeating: samples[place - 1]) }
    return SIMD4(samples[place], samples[place + 1], samples[place + 2], samples[place + 3])
  }

  private mutating func readModes(column: Int) -> Macroblock {
    var macroblock = Macroblock()
    if let chances = header.segmentChances {
      let isHigh = modes.read(chances[0])
      macroblock.segment = (isHigh ? 2 : 0) + (modes.read(chances[isHigh ? 2 : 1]) ? 1 : 0)
    }
    if let chance = header.skipChance { macroblock.skips = modes.read(chance) }
    if modes.read(VP8Tables.yMode[0]) {
      let isSecondPair = modes.read(VP8Tables.yMode[1])
      let isSecond = modes.read(VP8Tables.yMode[isSecondPair ? 3 : 2])
      let mode = VP8Mode(rawValue: (isSecondPair ? 2 : 0) + (isSecond ? 1 : 0)) ?? .flat
      macroblock.luma = mode
      for index in 0..<4 {
        leftModes[index] = VP8BlockMode(mode)
        aboveModes[column * 4 + index] = VP8BlockMode(mode)
      }
    } else {
      readBlockModes(into: &macroblock, column: column)
    }
    var chroma = 0
    while chroma < 3, modes.read(VP8Tables.uvMode[chroma]) { chroma += 1 }
    macroblock.chroma = VP8Mode(rawValue: chroma) ?? .flat
    return macroblock
  }

  private mutating func readBlockModes(into macroblock: inout Macroblock, column: Int) {
    for block in 0..<16 {
      let (across, down) = (column * 4 + block % 4, block / 4)
      let mode = VP8BlockMode(from: &modes, above: aboveModes[across], left: leftModes[down])
      macroblock.blocks[block] = mode
      aboveModes[across] = mode
      leftModes[down] = mode
    }
  }
}
